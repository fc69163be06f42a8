/** Mail that the program sends. Without a mail server it waits, and the secretariat sees it waiting. */
import { and, eq, isNull, lt, or, sql, type SQL } from 'drizzle-orm';
import { integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import nodemailer from 'nodemailer';
import { id, instant, operatorId } from './columns.ts';
import type { Context, Work } from './command.ts';
import { enqueue, type JobIds } from './queue.ts';

export const mails = pgTable(
	'mails',
	{
		operatorId: operatorId(),
		id: id(),
		toAddress: text('to_address').notNull(),
		subject: text('subject').notNull(),
		body: text('body'),
		queuedAt: instant('queued_at').notNull(),
		sentAt: instant('sent_at'),
		failedAttempts: integer('failed_attempts').notNull().default(0),
		lastFailure: text('last_failure'),
		inHandUntil: instant('in_hand_until'),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.id] })],
);

export type Letter = { to: string; subject: string; body: string };

/** Puts a letter into the outbox, inside the caller's transaction. Answers its id. */
export async function queueMail(
	{ tx, actor: { operatorId }, now, newId }: Work,
	{ to, subject, body }: Letter,
): Promise<string> {
	const id = newId();
	await tx.insert(mails).values({ operatorId, id, toAddress: to, subject, body, queuedAt: now() });
	await enqueue(tx, 'mail.send', { operatorId, mailId: id });
	return id;
}

export type MailServer = { url: string; from: string };

/** Longer than a mail server is waited for. */
const inHandFor = 60_000;

/**
 * Sends one letter. Throws when it should be tried again later. A letter is sent twice only when the
 * program dies between the mail server's "accepted" and the database's "sent"; it then carries the same
 * Message-ID.
 */
export async function sendMail(
	context: Context,
	{ operatorId, mailId = '' }: JobIds,
	server: MailServer | undefined,
): Promise<void> {
	if (!server) return;
	const { database, actor, now } = context;
	const here = and(eq(mails.operatorId, operatorId), eq(mails.id, mailId), isNull(mails.sentAt));
	const letter = await take(context, here);
	if (!letter || letter.body === null) return;
	try {
		await hand(server, {
			id: mailId,
			to: letter.toAddress,
			subject: letter.subject,
			body: letter.body,
		});
	} catch (failure) {
		await database.as(actor, (tx) =>
			tx
				.update(mails)
				.set({
					failedAttempts: sql`${mails.failedAttempts} + 1`,
					lastFailure: reason(failure),
					inHandUntil: null,
				})
				.where(here),
		);
		if (isFinal(failure)) return;
		// the message may name the person who was written to: jobs and logs get only the code
		throw new Error(`mail not sent: ${codeOf(failure)}`);
	}
	await database.as(actor, (tx) =>
		tx
			.update(mails)
			.set({ sentAt: now(), body: null, lastFailure: null, inHandUntil: null })
			.where(here),
	);
}

/** The letter, for this worker alone; undefined when it was sent. Throws while another one has it in hand. */
async function take({ database, actor, now }: Context, here: SQL | undefined) {
	const at = now();
	return database.as(actor, async (tx) => {
		const free = or(isNull(mails.inHandUntil), lt(mails.inHandUntil, at));
		const [taken] = await tx
			.update(mails)
			.set({ inHandUntil: new Date(at.getTime() + inHandFor) })
			.where(and(here, free))
			.returning();
		if (taken) return taken;
		const [other] = await tx.select({ id: mails.id }).from(mails).where(here);
		if (other) throw new Error('the letter is in the hands of another worker');
		return undefined;
	});
}

async function hand(server: MailServer, letter: Letter & { id: string }): Promise<void> {
	const transport = nodemailer.createTransport({
		url: server.url,
		connectionTimeout: 10_000,
		greetingTimeout: 10_000,
		socketTimeout: 30_000,
	});
	try {
		await transport.sendMail({
			from: server.from,
			to: letter.to,
			subject: letter.subject,
			text: letter.body,
			messageId: `<${letter.id}@${domainOf(server.from)}>`,
			headers: { 'auto-submitted': 'auto-generated' },
		});
	} finally {
		transport.close();
	}
}

function domainOf(address: string): string {
	return /@([\w.-]+)/.exec(address)?.[1] ?? 'localhost';
}

/** The receiving side says that this address will never take the letter (RFC 5321: 5yz after RCPT). */
function isFinal(failure: unknown): boolean {
	const { code, response } = detailsOf(failure);
	return code === 'EENVELOPE' && response >= 500;
}

function reason(failure: unknown): string {
	const text = failure instanceof Error ? failure.message : '';
	return `${codeOf(failure)} ${text}`.trim().slice(0, 300);
}

function codeOf(failure: unknown): string {
	const { code, response } = detailsOf(failure);
	return [code, response || ''].filter(Boolean).join(' ');
}

function detailsOf(failure: unknown): { code: string; response: number } {
	if (!(failure instanceof Error)) return { code: 'unknown', response: 0 };
	const code = 'code' in failure ? String(failure.code) : failure.name;
	const response = 'responseCode' in failure ? Number(failure.responseCode) : 0;
	return { code, response };
}
