/** One instruction of a Dockerfile. */
export interface Instruction {
  readonly name: string
  /** What follows, in one line. */
  readonly text: string
}

/** Reads a Dockerfile: comments gone, continued lines joined. Throws for a line that is no instruction. */
export const readDockerfile = (text: string): readonly Instruction[] =>
  text
    .split('\n')
    .filter(line => !/^\s*#/.test(line))
    .join('\n')
    .replaceAll(/\\\n\s*/g, '')
    .split('\n')
    .filter(line => line.trim() !== '')
    .map(line => {
      const [, name, rest] = /^([A-Z]+) (.+)$/.exec(line) ?? []
      if (name === undefined || rest === undefined) throw new Error(`no instruction: ${line}`)
      return { name, text: rest.trim() }
    })

/** What is wrong with a Dockerfile, by the rules that linters of Dockerfiles share. */
export const lintDockerfile = (instructions: readonly Instruction[]): readonly string[] => {
  const of = (name: string) => instructions.filter(each => each.name === name).map(({ text }) => text)
  const args = new Map(of('ARG').map(text => text.split('=') as [string, string]))
  const bases = of('FROM').map(text => text.replaceAll(/\$\{(\w+)\}/g, (_, name: string) => args.get(name) ?? ''))
  const last = instructions.slice(instructions.findLastIndex(({ name }) => name === 'FROM'))
  const user = last.findLast(({ name }) => name === 'USER')?.text ?? 'root'
  const said = instructions.map(({ text }) => text).join('\n')
  return [
    ...bases.filter(base => !/^[\w./-]+:\d+\.\d+\.\d+-\w+(@sha256:[\da-f]{64})?( AS \w+)?$/.test(base)),
    ...of('ADD').map(text => `ADD ${text}`),
    ...(/^[1-9]\d*:[1-9]\d*$/.test(user) ? [] : [`runs as ${user}`]),
    ...last
      .filter(({ name, text }) => name === 'RUN' && /\b(npm|apt-get|curl|wget|pip)\b/.test(text))
      .map(({ text }) => text),
    ...of('RUN').filter(text => /\bsudo\b|\bnpm (?!ci|pack)\w+|\bnpm ci(?!.*--ignore-scripts)/.test(text)),
    ...(/(password|secret|token)\w*=\S/i.test(said) ? ['a secret'] : []),
    ...['HEALTHCHECK', 'STOPSIGNAL', 'ENTRYPOINT', 'VOLUME'].filter(name => !last.some(each => each.name === name)),
    ...last
      .filter(({ name, text }) => ['ENTRYPOINT', 'CMD'].includes(name) && !text.startsWith('['))
      .map(({ text }) => `${text} goes through a shell, which hears no signal`)
  ]
}
