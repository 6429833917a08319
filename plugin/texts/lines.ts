/** The lines of a plain text; null: a line that does not apply. */
export const lines = (...all: readonly (string | null)[]): string => all.filter(line => line !== null).join('\n')
