import * as v from 'valibot';
import type { MessageKey } from '../../kernel/refusal.ts';
import { rowForms } from '../forms.ts';
import type { ImportKind } from '../vocabulary/index.ts';
import type { Input } from './values.ts';

export type FieldProblem = { field: string; message: MessageKey };

/** Fields whose words are names of the directory: without it nothing can be said about them. */
const looksUp = new Set(['areas', 'areaId', 'organisationId']);

/**
 * The values of a row as they would be kept, field by field, and what is wrong with the others. Only fields that the
 * list has are here; the name is always asked for.
 */
export function checkFields(
	kind: ImportKind,
	input: Input,
	knowsDirectory: boolean,
): { values: Record<string, unknown>; problems: FieldProblem[] } {
	const values: Record<string, unknown> = {};
	const problems: FieldProblem[] = [];
	const fields = new Set(['name', ...Object.keys(input)]);
	for (const [field, schema] of Object.entries<v.GenericSchema>(rowForms[kind].entries)) {
		if (!fields.has(field)) continue;
		if (!knowsDirectory && looksUp.has(field)) {
			values[field] = input[field];
			continue;
		}
		const parsed = v.safeParse(schema, input[field]);
		if (parsed.success) values[field] = parsed.output;
		else {
			values[field] = input[field];
			problems.push({ field, message: messageOf(field, parsed.issues[0]) });
		}
	}
	return { values, problems };
}

function messageOf(field: string, issue: v.BaseIssue<unknown>): MessageKey {
	if (field === 'areas' || field === 'areaId') return 'imports_area_unknown';
	// the cast is safe: only schemas of this repository produce single-word messages, checked by tests/messages.test.ts
	return /^[a-z0-9_]+$/.test(issue.message) && issue.message !== 'refusal_not_valid'
		? (issue.message as MessageKey)
		: 'imports_word_unknown';
}
