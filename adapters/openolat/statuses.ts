/** Status integers (fact sheet 2.1). */
export const statuses = {
  permanent: 1,
  active: 2,
  loginDenied: 101,
  pending: 102,
  inactive: 103,
  deleted: 199
} as const
