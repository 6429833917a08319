import type { Sandbox } from '../../adapters/openolat/sandbox/index.ts'

type World = Sandbox['world']

/** Whether something of a row is still in the sandbox's own memory, which no call of ours goes through. */
type Truth = (world: World, key: number) => boolean

const identityOf = (world: World, key: number) => world.identities.find(identity => identity.key === key)

const isFilled = (value: string | null | undefined): boolean => value !== null && value !== undefined && value !== ''

const seated =
  (scope: string, isOne: (role: string) => boolean = () => true): Truth =>
  (world, key) =>
    world.memberships.some(seat => seat.scope.startsWith(scope) && seat.person === key && isOne(seat.role))

const signsIn =
  (provider: string | null): Truth =>
  (world, key) =>
    identityOf(world, key)?.authentications.some(row => provider === null || row.provider === provider) ?? false

const hasName: Truth = (world, key) => isFilled(identityOf(world, key)?.profile.lastName)

const hasProfile: Truth = (world, key) => {
  const { profile, externalId } = identityOf(world, key)!
  const { firstName: _, lastName: __, ...rest } = profile
  return externalId !== null || Object.values(rest).some(isFilled)
}

/** What the sandbox itself says of each row that is read back, and of the files that a job removes. */
export const truths: Readonly<Record<string, Truth>> = {
  profile: hasProfile,
  'business-card': (world, key) => hasProfile(world, key) || identityOf(world, key)!.data.businessCard !== undefined,
  name: hasName,
  identity: (world, key) => identityOf(world, key) !== undefined,
  account: (world, key) => identityOf(world, key)?.status !== 199,
  portrait: (world, key) => identityOf(world, key)?.hasPortrait ?? false,
  password: signsIn('OLAT'),
  authentications: signsIn(null),
  roles: seated('organisation', role => role !== 'user'),
  'organisation-membership': seated('organisation'),
  'group-membership': seated('group'),
  'course-membership': seated('entry'),
  'owner-role': seated('entry', role => role === 'owner'),
  'course-planner-roles': seated('curriculum'),
  statements: (world, key) => world.statements.some(row => row.person === key),
  certificates: (world, key) => world.certificates.some(row => row.person === key),
  relations: (world, key) => world.relations.some(row => row.source === key || row.target === key),
  'task-files': (world, key) => world.files.some(row => row.person === key),
  'participant-folder': (world, key) => world.files.some(row => row.person === key)
}
