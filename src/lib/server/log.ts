import { pino } from 'pino';

/** Structured logs on standard output. Ids, routes, states and counts; never what people wrote, never addresses. */
export const log = pino({ base: null, level: process.env.LOG_LEVEL ?? 'info' });
