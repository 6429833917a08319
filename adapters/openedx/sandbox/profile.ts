import type { PersonSeed } from './seed.ts'

/** What somebody told of themselves. */
export interface Profile {
  bio: string | null
  country: string | null
  gender: string | null
  yearOfBirth: number | null
  mailingAddress: string
  phoneNumber: string | null
  /** A name that waits for an approval; goes with the miscellaneous step. */
  pendingName: string | null
  /** Fields that the operator added. */
  extendedProfile: Record<string, string>
  /** In no answer, though emptied with the others. */
  city: string | null
  socialLinks: { platform: string; social_link: string }[]
  /** Stays after `retire`: state, level of education, goals, preferences (fact sheet 3.5). */
  state: string | null
  goals: string | null
  levelOfEducation: string | null
}

/** Everybody has filled everything in, so that whatever is left behind is seen. */
export function makeProfile({ username, name = username }: PersonSeed): Profile {
  return {
    bio: 'Likes rivers.',
    country: 'DE',
    gender: 'o',
    yearOfBirth: 1999,
    mailingAddress: '1 Quay',
    phoneNumber: '+15550100',
    pendingName: `${name} the Second`,
    extendedProfile: { employer: 'The harbour' },
    city: 'Lakeside',
    socialLinks: [{ platform: 'linkedin', social_link: `https://social.example/${username}` }],
    state: 'HH',
    goals: 'To learn.',
    levelOfEducation: 'b'
  }
}
