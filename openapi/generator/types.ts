import openapiTS, { astToString } from 'openapi-typescript'
import { DO_NOT_EDIT } from './generated-file.ts'

/**
 * Prints the TypeScript types of an OpenAPI document.
 * @param text the document as YAML
 * @param origin its path, for the first line
 */
export async function printTypes(text: string, origin: string): Promise<string> {
  const nodes = await openapiTS(text, { silent: true })
  return `// ${DO_NOT_EDIT} Source: ${origin}\n${astToString(nodes)}`
}
