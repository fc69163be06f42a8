import * as v from 'valibot';
import {
	id,
	line,
	lines,
	neededLine,
	neededLines,
	oneOf,
	oneOfOrNone,
	uploads,
	webAddress,
} from '../kernel/fields.ts';
import type { MessageKey } from '../kernel/refusal.ts';
import { dissolveFields } from '../platforms/forms.ts';
import { originKinds, outcomeKinds } from './rules.ts';

const wrong = 'refusal_not_valid' satisfies MessageKey;

/** A number as people type it, full-width digits and commas too; null when empty. */
const numberOrNone = v.pipe(
	v.optional(v.string(wrong), ''),
	v.rawTransform(({ dataset, addIssue, NEVER }): string | null => {
		const text = dataset.value
			.normalize('NFKC')
			.replace(/[,\s]/g, '')
			.replace(/^[−‐ー]/u, '-');
		if (text === '') return null;
		if (/^-?\d{1,12}(\.\d{1,4})?$/.test(text)) return text;
		addIssue({ message: 'field_number_wrong' satisfies MessageKey });
		return NEVER;
	}),
);

const account = {
	title: neededLine(100, 'outcomes_title_missing'),
	kind: oneOf(outcomeKinds, 'outcomes_kind_missing'),
	voices: lines(2000),
	evidence: lines(2000),
	evidenceLink: webAddress,
	numberValue: numberOrNone,
	numberUnit: line(30),
	numberMeaning: line(200),
	files: uploads(3, 'outcomes_too_many_files'),
};

const told = {
	...account,
	changed: neededLines(4000, 'outcomes_changed_missing'),
	happened: neededLine(60, 'outcomes_happened_missing'),
};

export const recordForm = v.object({
	...told,
	origin: oneOf(originKinds, 'outcomes_origin_missing'),
	originId: id,
});
export const changeForm = v.object({ id, ...told });
export const outcomeForm = v.object({ id });
export const returnForm = v.object({ id, note: neededLines(1000, 'outcomes_note_missing') });
export const withdrawForm = v.object({ id, reason: neededLines(1000, 'outcomes_reason_missing') });

/**
 * 終結・解散報告 (F-19): the members' report and the outcome in one form. Whoever stopped without reaching the
 * purpose may leave the outcome away.
 */
export const dissolveForm = v.object({
	...dissolveFields,
	...account,
	title: line(100),
	kind: oneOfOrNone(outcomeKinds),
});

export type Told = v.InferOutput<v.ObjectSchema<typeof told, undefined>>;
