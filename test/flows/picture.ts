import { isEnd, moves, type State, states } from '../../plugin/erasure/states.ts'

const node = (state: State): string => state.replaceAll('-', '_')

/** Ends to which every state of a group leads are drawn once for the group. */
function findGroup(): readonly State[] {
  const leaves = (from: State, to: State) => moves.some(move => move.from === from && move.to === to)
  return states.filter(state => leaves(state, 'refused') && leaves(state, 'expired') && leaves(state, 'withdrawn'))
}

/** Draws the table of moves as a Mermaid flow chart: ends are round, what can be left at any time stands in a box. */
export function drawMoves(): string {
  const group = findGroup()
  const shared: readonly State[] = ['withdrawn', 'refused', 'expired']
  const isShared = (from: State, to: State) => group.includes(from) && shared.includes(to)
  const draw = (state: State) => (isEnd(state) ? `${node(state)}([${state}])` : `${node(state)}[${state}]`)
  const arrows = moves
    .filter(({ from, to }) => !isShared(from, to))
    .map(({ from, to }) => `${node(from)} --> ${node(to)}`)
  return [
    'flowchart LR',
    '  subgraph before [before erasing]',
    ...group.map(state => `    ${draw(state)}`),
    '  end',
    ...states.filter(state => !group.includes(state)).map(state => `  ${draw(state)}`),
    ...arrows.map(arrow => `  ${arrow}`),
    ...shared.map(state => `  before --> ${node(state)}`),
    ''
  ].join('\n')
}
