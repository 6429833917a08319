import { by, type Saboteur } from '../saboteur.ts'

const flow = by('test/flows/proof.test.ts')
const records = by('test/plugin/retention.test.ts')
const anchored = 'certificates verify without Lethe, and evidence that was anchored cannot be changed'

/** What proves, dies and goes after the end. */
export const proof: readonly Saboteur[] = [
  {
    id: 'keeps-the-retired-key',
    file: 'plugin/vault/wrapping-keys.ts',
    find: '      files.remove(nameOf(kek))',
    replace: '',
    caughtBy: flow('a copy taken mid-way dies with the key of its month, and Lethe says so before and after')
  },
  {
    id: 'takes-any-chain-for-the-anchored-one',
    file: 'plugin/work/anchoring/check-evidence.ts',
    find: '    return entry !== undefined && hashEntry(entry, canonicalise) === head',
    replace: '    return entry !== undefined && hashEntry(entry, canonicalise) !== ""',
    caughtBy: flow(anchored)
  },
  {
    id: 'certifies-an-altered-chain',
    file: 'plugin/work/draw-certificate.ts',
    find: "    if (entry === undefined || hashEntry(entry, canonicalise) !== head) throw new Problem('evidence-altered')",
    replace: "    if (entry === undefined) throw new Problem('evidence-altered')",
    caughtBy: flow(anchored)
  },
  {
    id: 'forgets-the-last-batch',
    file: 'plugin/work/anchoring/draw-batch.ts',
    find: '  keys.noteAnchor(so.last)',
    replace: '',
    caughtBy: records('batches that somebody took out of the data are missed by what lies beside the keys')
  },
  {
    id: 'lets-no-term-end',
    file: 'plugin/work/retention/expire.ts',
    find: '  const fired = fireTerms(parts, body)',
    replace: '  const fired = body',
    caughtBy: flow('what a site keeps for a term ends when it is over, and a keyed hash tells that somebody was erased')
  },
  {
    id: 'purges-what-a-key-still-opens',
    file: 'plugin/work/retention/purge.ts',
    find: "  if (kind === 'request' && (hasLivingKey(body as ErasureRequest) || isKeptOpen(body as ErasureRequest))) return false",
    replace: "  if (kind === 'request' && isKeptOpen(body as ErasureRequest)) return false",
    caughtBy: records('our own records go when their term is over, and not a day sooner')
  },
  {
    id: 'removes-a-chain-without-a-word',
    file: 'plugin/work/retention/purge.ts',
    find: '      await noteRemoved(parts.store, { request: id, n: last.n, head: hashEntry(last, parts.canonicalise) })',
    replace: '      await anchoredPlacesOf(parts.store, id)',
    caughtBy: records('a chain that retention took away is not missed; one that somebody took away is')
  },
  {
    id: 'goes-through-all-that-has-ended-without-a-rest',
    file: 'plugin/store/every-document.ts',
    find: '    await rest?.()',
    replace: '',
    caughtBy: records('whoever goes through all that has ended rests most of the time, and a stop waits for no rest')
  },
  {
    id: 'rests-through-a-stop',
    file: 'plugin/rest.ts',
    find: 'clock.sleep(restMs, stopping)',
    replace: 'clock.sleep(restMs, new AbortController().signal)',
    caughtBy: records('whoever goes through all that has ended rests most of the time, and a stop waits for no rest')
  },
  {
    id: 'forgets-that-nobody-was-told-during-a-look-at-all-chains',
    file: 'plugin/work/anchoring/schedule.ts',
    find: '    if (isWhole && !isWholeKnown) await findGrown(known, rest)',
    replace: '    if (isWhole && !isWholeKnown) isWholeKnown = (await findGrown(known, rest), true)',
    caughtBy: records(
      'a chain that grew while nobody was told is found, also where that was in the middle of a look at all'
    )
  },
  {
    id: 'rests-while-somebody-waits',
    file: 'plugin/rest.ts',
    find: 'restMs > 0 && !isAwaited()',
    replace: 'restMs > 0',
    caughtBy: records('whoever asks for a batch waits for no rest of the one that is drawn by itself')
  },
  {
    id: 'rests-while-other-instances-wait',
    file: 'plugin/work/anchoring/schedule.ts',
    find: "asking > 0 || by !== 'one-process'",
    replace: 'asking > 0',
    caughtBy: records('of several instances the one that draws rests between no chains, and breaks off when it stops')
  }
]
