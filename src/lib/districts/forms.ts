import * as v from 'valibot';
import type { MessageKey } from '../kernel/refusal.ts';
import { id, neededDate } from '../kernel/fields.ts';
import { cleanLine, cleanText } from '../kernel/text.ts';
import { typedAreas } from './rules.ts';

const partitionName = v.pipe(
	v.optional(v.string(), ''),
	v.transform(cleanLine),
	v.maxLength(40, 'districts_text_too_long' satisfies MessageKey),
);

const areaList = v.pipe(
	v.optional(v.string(), ''),
	v.transform(cleanText),
	v.maxLength(20_000, 'districts_text_too_long' satisfies MessageKey),
	v.transform(typedAreas),
	v.maxLength(500, 'districts_too_many_areas' satisfies MessageKey),
	v.check(
		(areas) => areas.every(({ name, nameKana }) => name.length <= 60 && nameKana.length <= 100),
		'districts_area_name_too_long' satisfies MessageKey,
	),
);

/** A way to divide the ground and its areas, both typed by the office. */
export const partitionForm = v.object({
	name: v.pipe(partitionName, v.minLength(1, 'districts_partition_missing' satisfies MessageKey)),
	areas: v.pipe(areaList, v.minLength(1, 'districts_areas_missing' satisfies MessageKey)),
	askedOfResidents: v.optional(v.literal('yes')),
});

export const areasForm = v.object({
	partitionId: v.pipe(v.string(), v.uuid('refusal_not_valid' satisfies MessageKey)),
	areas: v.pipe(areaList, v.minLength(1, 'districts_areas_missing' satisfies MessageKey)),
});

/** The same for a form that has room for several and leaves some empty. */
export const optionalPartition = { name: partitionName, areas: areaList };

/** The last change of an area: from this day on it is no longer there. */
export const endForm = v.object({ id, from: neededDate('districts_day_missing') });

/** From this day on an area lies in another larger one of the same partition. */
export const moveForm = v.object({ id, wholeId: id, from: neededDate('districts_day_missing') });
