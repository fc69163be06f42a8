import * as v from 'valibot';
import { id } from '../kernel/fields.ts';
import type { MessageKey } from '../kernel/refusal.ts';
import { cleanLine, fold } from '../kernel/text.ts';

/** Typed with 、 or a new line between them. */
const words = v.pipe(
	v.optional(v.string(), ''),
	v.transform((text) => text.split(/[、,，/／\n]/u).map(cleanLine)),
	v.transform((list) => list.filter((word) => fold(word) !== '')),
	v.transform((list) => [...new Map(list.map((word) => [fold(word), word])).values()]),
	v.minLength(2, 'search_synonyms_two' satisfies MessageKey),
	v.maxLength(12, 'search_synonyms_too_many' satisfies MessageKey),
	v.check(
		(list) => list.every((word) => [...fold(word)].length > 1),
		'search_synonyms_one_letter' satisfies MessageKey,
	),
	v.check(
		(list) => list.every((word) => word.length <= 30),
		'search_synonyms_too_long' satisfies MessageKey,
	),
);

export const newSynonymsForm = v.object({ words });
export const changedSynonymsForm = v.object({ id, words });
export const removedSynonymsForm = v.object({ id });
