import type { m } from '../paraglide/messages.js';

/** The key of a text in messages/ that needs nothing filled in. */
export type MessageKey = {
	[K in keyof typeof m]: [] extends Parameters<(typeof m)[K]> ? K : never;
}[keyof typeof m];

export type RefusalCode = 'not-allowed' | 'not-found' | 'not-now' | 'not-valid';

/** What is wrong with one field of a form; `field` is the field's name, '' means the form as a whole. */
export type FieldProblem = { field: string; message: MessageKey };

/**
 * An answer the caller must expect: the request was understood and refused, with the key of a text
 * that says why in plain words. Anything else thrown is a bug.
 */
export class Refusal extends Error {
	readonly code: RefusalCode;
	readonly key: MessageKey;
	readonly problems: readonly FieldProblem[];

	constructor(code: RefusalCode, key: MessageKey, problems: readonly FieldProblem[] = []) {
		super(
			[`${code}: ${key}`, ...problems.map(({ field, message }) => `${field}: ${message}`)].join(
				'; ',
			),
		);
		this.code = code;
		this.key = key;
		this.problems = problems;
	}
}

/** A refusal that points at one field of the form. */
export function refuseField(field: string, message: MessageKey): Refusal {
	return new Refusal('not-valid', message, [{ field, message }]);
}
