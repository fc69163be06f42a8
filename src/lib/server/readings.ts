import words from '../../../messages/readings.json' with { type: 'json' };
import type { Readings } from '../kernel/ruby.ts';

/** The readings of the words that occur in messages/, made by scripts/readings.ts. */
export const readings: Readings = new Map(Object.entries(words));
