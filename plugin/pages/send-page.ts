import type { FastifyReply } from 'fastify'

/** Answers with a page of ours that nothing on the way may keep. */
export const sendPage = (reply: FastifyReply, page: string, status = 200): FastifyReply =>
  reply.code(status).type('text/html; charset=utf-8').header('cache-control', 'no-store').send(page)
