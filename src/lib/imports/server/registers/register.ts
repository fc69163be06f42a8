import { createHash } from 'node:crypto';
import * as v from 'valibot';
import type { Actor } from '../../../kernel/actor.ts';
import type { Work } from '../../../server/command.ts';
import type { Tx } from '../../../server/db.ts';
import type { Known } from '../../reading/identity.ts';
import type { Input } from '../../reading/values.ts';

/** What a record says, in the shape of its form; kept as JSON while an import can be taken back. */
export type Content = Readonly<Record<string, unknown>>;

/** What it takes to take an import back. */
export type Restorable = {
	/** What these records say now. */
	contents: (tx: Tx, actor: Actor, ids: readonly string[]) => Promise<Map<string, Content>>;
	write: (work: Work, id: string, content: Content) => Promise<void>;
	/** Takes records out again; what refers to them was looked for before. */
	remove: (work: Work, ids: readonly string[]) => Promise<void>;
	/** The table, and how columns that name its records end; tables of its own parts do not count as use. */
	use: { table: string; column: string; parts: readonly string[] };
};

/** One kind of record as an import sees it: what is there, and how to write it. */
export type Register = Restorable & {
	/** Everything that is there, by what rows are compared with. */
	known: (tx: Tx, actor: Actor) => Promise<Known[]>;
	/** What a row would make of a record: only what the row says is changed; a blank cell says nothing. */
	merged: (before: Content, input: Input) => Content;
	add: (work: Work, input: Input, importId: string) => Promise<string>;
};

type Parts<Output extends Content> = Pick<Register, 'known' | 'remove' | 'use'> & {
	form: v.GenericSchema<unknown, Output>;
	/** The same form for some of its fields: what a row says about a record that is there. */
	partial: v.GenericSchema<unknown, { [Field in keyof Output]?: Output[Field] | undefined }>;
	contents: (tx: Tx, actor: Actor, ids: readonly string[]) => Promise<Map<string, Output>>;
	insert: (work: Work, output: Output, importId: string) => Promise<string>;
	update: (work: Work, id: string, output: Output) => Promise<void>;
};

/** Puts the typed parts of a kind together; outside only rows and contents are seen. */
export function registerOf<Output extends Content>(parts: Parts<Output>): Register {
	const { form, partial, known, remove, use, contents, insert, update } = parts;
	return {
		...{ known, remove, use, contents },
		merged: (before, input) => ({ ...before, ...v.parse(partial, filled(input)) }),
		add: (work, input, importId) => insert(work, v.parse(form, input), importId),
		// the cast is safe: contents come from this register's own `contents` or `merged`, also when they were kept as JSON
		write: (work, id, content) => update(work, id, content as Output),
	};
}

function filled(input: Input): Input {
	return Object.fromEntries(Object.entries(input).filter(([, value]) => value.length > 0));
}

/** The same content has the same fingerprint, whatever the order of its fields or of what a field names. */
export function fingerprint(content: Content): string {
	return createHash('sha256')
		.update(JSON.stringify(ordered(content)))
		.digest('hex');
}

function ordered(value: unknown): unknown {
	if (Array.isArray(value)) return value.map((one) => JSON.stringify(ordered(one))).toSorted();
	if (typeof value !== 'object' || value === null) return value;
	return Object.entries(value)
		.filter(([, inner]) => inner !== undefined)
		.toSorted(([one], [other]) => (one < other ? -1 : 1))
		.map(([key, inner]) => [key, ordered(inner)]);
}
