import * as v from 'valibot';
import { countOrNone, id, neededLine, oneOf } from '../kernel/fields.ts';
import { locales } from '../kernel/display.ts';
import { formats, mostCopies } from './rules.ts';

/** What somebody wants printed: parts by their names, and in `copies-<part>` how many sheets of one. */
export const AskForPaper = v.pipe(
	v.objectWithRest(
		{
			kind: neededLine(60, 'refusal_not_valid'),
			subjectId: id,
			parts: v.array(v.pipe(v.string(), v.maxLength(60))),
			format: oneOf(formats, 'field_choice_unknown', 'pdf'),
			locale: oneOf(locales, 'field_choice_unknown', 'ja'),
			/** Which of several forms on a page it was. */
			about: v.optional(v.string(), ''),
		},
		countOrNone(mostCopies),
	),
	v.transform(({ kind, subjectId, parts, format, locale, about: _about, ...counts }) => ({
		...{ kind, subjectId, parts, format, locale },
		copies: Object.fromEntries(
			Object.entries(counts).flatMap(([name, count]) =>
				name.startsWith('copies-') && count !== null ? [[name.slice(7), count]] : [],
			),
		),
	})),
);

export const OnePaper = v.object({ id });
