import { and, eq } from 'drizzle-orm';
import { jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import * as v from 'valibot';
import { personOf, type Actor } from '../kernel/actor.ts';
import { Refusal, type FieldProblem, type MessageKey } from '../kernel/refusal.ts';
import { writeAudit, type AuditEntry } from './audit.ts';
import { instant, operatorId } from './columns.ts';
import type { Database, Tx } from './db.ts';

/** What a change or a read is given: who acts, and the only sources of time and ids. */
export type Context = {
	database: Database;
	actor: Actor;
	now: () => Date;
	newId: () => string;
	/** From the form; the same key twice is the same act. */
	idempotencyKey?: string | undefined;
};

export type Work = { tx: Tx; actor: Actor; now: () => Date; newId: () => string };

type Written<T> = { result: T; audit: AuditEntry };

type Parts<S extends v.GenericSchema, Subject, T extends Stored> = {
	/** The form's schema; its messages are keys of texts. */
	input: S;
	/** What the command acts on, already narrowed to what this actor can see. */
	subject: (work: Work, input: v.InferOutput<S>) => Promise<Subject>;
	/** A rule from the room's rules.ts. */
	allow: (actor: Actor, subject: Subject, input: v.InferOutput<S>) => boolean;
	run: (work: Work, input: v.InferOutput<S>, subject: Subject) => Promise<Written<T>>;
};

/** What a command may answer: it is kept beside the idempotency key. */
type Stored =
	string | number | boolean | null | { readonly [key: string]: Stored } | readonly Stored[];

export const idempotencyKeys = pgTable(
	'idempotency_keys',
	{
		operatorId: operatorId(),
		key: text('key').notNull(),
		act: text('act').notNull(),
		result: jsonb('result').$type<Stored>(),
		at: instant('at').notNull(),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.key] })],
);

/**
 * A change to the data. Parsing, permission, the transaction, the idempotency key and the audit row are
 * parts of the shape, so none of them can be forgotten: a command without one of them does not compile.
 *
 * Throws {@link Refusal} when the input is wrong, the subject is out of sight, the actor may not, or the
 * state does not allow it.
 */
export function command<S extends v.GenericSchema, Subject, T extends Stored>(
	act: string,
	parts: Parts<S, Subject, T>,
) {
	return async (context: Context, raw: unknown): Promise<T> => {
		const input = parse(parts.input, raw);
		const { actor, now, newId } = context;
		const idempotencyKey = context.idempotencyKey && ownKey(actor, context.idempotencyKey);
		const done = context.database.as(actor, async (tx) => {
			if (idempotencyKey) {
				const earlier = await claim(tx, actor.operatorId, idempotencyKey, act, now());
				// the cast is safe: the value was written by this same command under this key
				if (earlier) return earlier.result as T;
			}
			const work = { tx, actor, now, newId };
			const subject = await parts.subject(work, input);
			if (!parts.allow(actor, subject, input))
				throw new Refusal('not-allowed', 'refusal_not_allowed');
			const { result, audit } = await parts.run(work, input, subject);
			await writeAudit(tx, actor, now(), act, audit);
			if (idempotencyKey) await keep(tx, actor.operatorId, idempotencyKey, result);
			return result;
		});
		return done.catch((failure: unknown) => {
			throw namesNobody(failure) ? new Refusal('not-found', 'refusal_not_found') : failure;
		});
	};
}

/**
 * The input names a record that does not exist, or not for this operator: keys between records begin with the operator
 * (PostgreSQL: foreign_key_violation).
 */
function namesNobody(failure: unknown): boolean {
	const cause = failure instanceof Error ? failure.cause : undefined;
	return cause instanceof Error && 'code' in cause && cause.code === '23503';
}

/** Parses with the form's schema; every problem names its field and a text. */
export function parse<S extends v.GenericSchema>(schema: S, raw: unknown): v.InferOutput<S> {
	const parsed = v.safeParse(schema, raw);
	if (parsed.success) return parsed.output;
	const problems = parsed.issues.map((issue): FieldProblem => ({
		field: v.getDotPath(issue) ?? '',
		message: messageKeyOf(issue),
	}));
	throw new Refusal('not-valid', 'refusal_not_valid', problems);
}

/** Schemas carry message keys; a problem without one (a forged field) gets the general text. */
function messageKeyOf(issue: v.BaseIssue<unknown>): MessageKey {
	// the cast is safe: only schemas of this repository produce single-word messages, checked by tests/messages.test.ts
	return /^[a-z0-9_]+$/.test(issue.message) ? (issue.message as MessageKey) : 'refusal_not_valid';
}

/** A key is its sender's: who reads it off somebody else's form learns nothing with it, and undoes no act. */
function ownKey(actor: Actor, key: string): string {
	return `${personOf(actor) ?? actor.kind}:${key}`;
}

/** The second of two equal requests waits here for the first, then finds its answer. */
async function claim(tx: Tx, operatorId: string, key: string, act: string, at: Date) {
	const [claimed] = await tx
		.insert(idempotencyKeys)
		.values({ operatorId, key, act, at })
		.onConflictDoNothing()
		.returning({ key: idempotencyKeys.key });
	if (claimed) return undefined;
	const [earlier] = await tx
		.select({ act: idempotencyKeys.act, result: idempotencyKeys.result })
		.from(idempotencyKeys)
		.where(and(eq(idempotencyKeys.operatorId, operatorId), eq(idempotencyKeys.key, key)));
	if (!earlier || earlier.act !== act) throw new Refusal('not-valid', 'refusal_not_valid');
	return earlier;
}

function keep(tx: Tx, operatorId: string, key: string, result: Stored) {
	return tx
		.update(idempotencyKeys)
		.set({ result })
		.where(and(eq(idempotencyKeys.operatorId, operatorId), eq(idempotencyKeys.key, key)));
}
