import { pressDelete, seeRetirement } from './learners.ts'
import { follow, linkedLogin, linkIn, type Road, type Walk } from './roads.ts'

const pressAgain = /Press “Delete my account” on Campus once more and type your password/
const willBe = /will be deleted after/
const wasDeleted = /was deleted, and that was checked on the platform/

/** Stopped, then freed in the LMS, told, and pressed once more: the first password is gone. */
const freed = (told: RegExp, free: (walk: Walk) => void) => async (walk: Walk) => {
  const status = await walk.press()
  walk.checks.equal('status', status, 409)
  await walk.mail(told)
  free(walk)
  await walk.mail(pressAgain)
  walk.checks.equal('rows before the second time', seeRetirement(walk.stage, walk.learner).rows, 0)
  walk.checks.equal('the second time', await walk.press(), 204)
  await walk.mail(wasDeleted)
  await walk.reach('completed')
  walk.checks.equal('begun', seeRetirement(walk.stage, walk.learner).begun, 1)
  return status
}

export const roadsOfForward: readonly Road[] = [
  {
    id: 'linked, unlinked, told, pressed again',
    mode: 'forward',
    person: { links: [linkedLogin] },
    walk: freed(/Set a password first, then unlink/, ({ learner }) => {
      learner.person.links = []
    })
  },
  {
    id: 'not activated, activated, told, pressed again',
    mode: 'forward',
    person: { isActive: false },
    // Whoever is not activated has no session that counts; the token of an app goes on.
    walk: async walk => {
      const call = () => pressDelete(walk.stage, walk.learner, { port: walk.port, as: 'jwt-cookies' })
      const first = await call()
      walk.checks.equal('status', first.status, 409)
      await walk.mail(/activation mail/)
      walk.learner.person.isActive = true
      await walk.mail(pressAgain)
      walk.checks.equal('the second time', (await call()).status, 204)
      await walk.mail(wasDeleted)
      await walk.reach('completed')
      return first.status
    }
  },
  {
    id: 'withdrawn by the link while the platform waits',
    mode: 'forward',
    async walk(walk) {
      const { stage, learner, checks } = walk
      const status = await walk.press()
      checks.equal('status', status, 204)
      checks.equal('rows after the call', seeRetirement(stage, learner).rows, 1)
      await follow(walk, linkIn(await walk.mail(willBe), 'withdraw'))
      await walk.mail(/was withdrawn/)
      await walk.reach('withdrawn')
      checks.equal('rows in the LMS', seeRetirement(stage, learner).rows, 0)
      checks.equal('the address is back', learner.person.email, `${learner.name}@school.example`)
      return status
    }
  }
]

/** Ways that take minutes. */
export const slowRoads: readonly Road[] = [
  {
    id: 'no answer, nothing done: told by mail once it is known',
    mode: 'forward',
    async walk(walk) {
      walk.stage.sandbox.faults.add({ route: 'deactivate_logout', kind: 'reset' })
      const answer = await pressDelete(walk.stage, walk.learner, { port: walk.port, as: 'session' })
      walk.checks.equal('status', answer.status, 503)
      walk.checks.match('what is said', answer.body, /you will get a mail/)
      // The call may still be at work for two minutes; only then the LMS is read again.
      await walk.mail(pressAgain, 300_000)
      await walk.reach('blocked')
      return answer.status
    }
  }
]
