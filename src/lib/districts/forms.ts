import * as v from 'valibot';
import { id, line, lines, neededDate, neededLine, ticked } from '../kernel/fields.ts';
import type { MessageKey } from '../kernel/refusal.ts';
import { typedAreas } from './rules.ts';

const areaList = v.pipe(
	lines(20_000),
	v.transform(typedAreas),
	v.maxLength(500, 'districts_too_many_areas' satisfies MessageKey),
	v.check(
		(areas) => areas.every(({ name, nameKana }) => name.length <= 60 && nameKana.length <= 100),
		'districts_area_name_too_long' satisfies MessageKey,
	),
);

/** A way to divide the ground and its areas, both typed by the office. */
export const partitionForm = v.object({
	name: neededLine(40, 'districts_partition_missing'),
	areas: v.pipe(areaList, v.minLength(1, 'districts_areas_missing' satisfies MessageKey)),
	askedOfResidents: ticked,
});

export const areasForm = v.object({
	partitionId: id,
	areas: v.pipe(areaList, v.minLength(1, 'districts_areas_missing' satisfies MessageKey)),
});

/** The same for a form that has room for several and leaves some empty. */
export const optionalPartition = { name: line(40), areas: areaList };

/** The last change of an area: from this day on it is no longer there. */
export const endForm = v.object({ id, from: neededDate('districts_day_missing') });

/** From this day on an area lies in another larger one of the same partition. */
export const moveForm = v.object({ id, wholeId: id, from: neededDate('districts_day_missing') });
