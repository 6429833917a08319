import { crc32, deflateSync, inflateSync } from 'node:zlib'

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const mostColours = 256

interface Pixels {
  readonly width: number
  readonly height: number
  /** Three bytes a pixel, row after row. */
  readonly rgb: Buffer
}

/**
 * Makes a picture of a page small: the same PNG with at most 256 colours (PNG, third edition, 11.2.1, colour type 3).
 * Takes what Chromium writes: eight bits, RGB or RGBA, not interlaced.
 */
export function shrink(png: Buffer): Buffer {
  const { width, height, rgb } = readPng(png)
  const palette = choosePalette(rgb)
  const nearest = new Map<number, number>()
  const rows = Buffer.alloc((width + 1) * height)
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const colour = rgb.readUIntBE((y * width + x) * 3, 3)
      let entry = nearest.get(colour)
      if (entry === undefined) {
        entry = findNearest(palette, colour)
        nearest.set(colour, entry)
      }
      rows[y * (width + 1) + 1 + x] = entry
    }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 3, 0, 0, 0], 8)
  const colours = Buffer.alloc(palette.length * 3)
  for (const [at, colour] of palette.entries()) colours.writeUIntBE(colour, at * 3, 3)
  const chunks = [chunk('IHDR', head), chunk('PLTE', colours), chunk('IDAT', deflateSync(rows, { level: 9 }))]
  return Buffer.concat([signature, ...chunks, chunk('IEND', Buffer.alloc(0))])
}

function chunk(type: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(content.length)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}

function readPng(png: Buffer): Pixels {
  const packed: Buffer[] = []
  let head = Buffer.alloc(0)
  for (let at = signature.length; at < png.length; ) {
    const length = png.readUInt32BE(at)
    const type = png.toString('latin1', at + 4, at + 8)
    const content = png.subarray(at + 8, at + 8 + length)
    if (type === 'IHDR') head = content as Buffer<ArrayBuffer>
    if (type === 'IDAT') packed.push(content)
    at += length + 12
  }
  const [width, height, size] = [head.readUInt32BE(0), head.readUInt32BE(4), head[9] === 6 ? 4 : 3]
  const bytes = unfilter(inflateSync(Buffer.concat(packed)), width * size, size)
  if (size === 3) return { width, height, rgb: bytes }
  const rgb = Buffer.alloc(width * height * 3)
  for (let at = 0; at < width * height; at += 1) bytes.copy(rgb, at * 3, at * 4, at * 4 + 3)
  return { width, height, rgb }
}

/** Undoes the filter of each row: its bytes are told as differences from those to the left and above. */
function unfilter(filtered: Buffer, stride: number, size: number): Buffer {
  const rows = filtered.length / (stride + 1)
  const out = Buffer.alloc(rows * stride)
  for (let y = 0; y < rows; y += 1) {
    const filter = filtered[y * (stride + 1)]!
    for (let x = 0; x < stride; x += 1) {
      const at = y * stride + x
      const left = x < size ? 0 : out[at - size]!
      const above = y === 0 ? 0 : out[at - stride]!
      const corner = x < size || y === 0 ? 0 : out[at - stride - size]!
      const told = [0, left, above, (left + above) >> 1, pickClosest(left, above, corner)][filter]!
      out[at] = filtered[y * (stride + 1) + 1 + x]! + told
    }
  }
  return out
}

/** Paeth's choice. */
function pickClosest(left: number, above: number, corner: number): number {
  const [a, b, c] = [Math.abs(above - corner), Math.abs(left - corner), Math.abs(left + above - 2 * corner)]
  if (a <= b && a <= c) return left
  return b <= c ? above : corner
}

/** The colours that are there most often. */
function choosePalette(rgb: Buffer): readonly number[] {
  const counts = new Map<number, number>()
  for (let at = 0; at < rgb.length; at += 3) {
    const colour = rgb.readUIntBE(at, 3)
    counts.set(colour, (counts.get(colour) ?? 0) + 1)
  }
  const most = [...counts].sort(([, one], [, other]) => other - one)
  return most.slice(0, mostColours).map(([colour]) => colour)
}

function findNearest(palette: readonly number[], colour: number): number {
  let [best, least] = [0, Number.POSITIVE_INFINITY]
  for (const [at, entry] of palette.entries()) {
    const distance = [16, 8, 0].reduce((sum, by) => sum + (((entry >> by) & 255) - ((colour >> by) & 255)) ** 2, 0)
    if (distance < least) [best, least] = [at, distance]
  }
  return best
}
