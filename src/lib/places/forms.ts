import * as v from 'valibot';
import {
	id,
	idOrNone,
	line,
	lines,
	neededKana,
	neededLine,
	oneOf,
	phone,
	postalCode,
	someOf,
} from '../kernel/fields.ts';
import type { MessageKey } from '../kernel/refusal.ts';
import { addressShowings, answers, bookings, placeFunctions, placeKinds } from './rules.ts';

/** Degrees in WGS 84; null when empty. */
const degrees = (most: number) =>
	v.pipe(
		line(30),
		v.transform((text) => (text === '' ? null : Number(text.normalize('NFKC')))),
		v.check(
			(number) => number === null || Math.abs(number) <= most,
			'places_position_wrong' satisfies MessageKey,
		),
	);

const answer = oneOf(answers, 'field_choice_unknown', 'unknown');

/** 居場所・相談窓口登録票 (F-22); shared by the form and the import. */
export const PlaceForm = v.object({
	name: neededLine(200, 'places_name_missing'),
	nameKana: neededKana(200, 'places_kana_missing'),
	kind: oneOf(placeKinds, 'places_kind_missing'),
	functions: someOf(placeFunctions),
	postalCode,
	address: line(300),
	building: line(100),
	latitude: degrees(90),
	longitude: degrees(180),
	telephone: phone,
	hours: lines(500),
	booking: oneOf(bookings, 'field_choice_unknown', 'unknown'),
	fee: line(200),
	audience: line(200),
	stepFree: answer,
	accessibleToilet: answer,
	lift: answer,
	addressShown: oneOf(addressShowings, 'field_choice_unknown', 'all'),
	remark: lines(1_000),
	organisationId: idOrNone,
	areaId: idOrNone,
});
export type PlaceInput = v.InferOutput<typeof PlaceForm>;

export const PlaceEdit = v.object({ id, ...PlaceForm.entries });
export const PlaceId = v.object({ id });
