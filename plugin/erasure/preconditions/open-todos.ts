import { met, type Precondition, unmet } from './precondition.ts'

/** To-dos lose their assignee silently; somebody should be told to reassign them. */
export const openTodos: Precondition = {
  id: 'open-todos',
  question: 'Who must be told to reassign open to-dos?',
  wants: ['open-todos'],
  waivable: true,
  nearDeadline: 'escalate',
  ask({ facts }) {
    const todos = facts['open-todos']
    if (todos?.is !== 'known') return unmet('adapter', 'todos-unknown', 'administrator')
    return todos.value.count === 0 ? met('adapter') : unmet('adapter', 'todos-open', 'administrator', todos.value.count)
  }
}
