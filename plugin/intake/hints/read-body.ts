/** What a form says, as an object; of a name that stands twice the first counts. */
const readForm = (text: string): Readonly<Record<string, string>> => {
  const fields: Record<string, string> = Object.create(null) as Record<string, string>
  for (const [name, value] of new URLSearchParams(text)) fields[name] ??= value
  return fields
}

/** The body of a hint, from JSON or a form; null for what is neither. Never throws: nobody is there to be told. */
export const readHintBody = (contentType: string, body: Buffer): unknown => {
  const text = body.toString('utf8')
  if (/^application\/x-www-form-urlencoded\b/i.test(contentType)) return readForm(text)
  try {
    return JSON.parse(text) as unknown
  } catch {
    return null
  }
}
