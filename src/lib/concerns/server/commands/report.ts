import { and, eq } from 'drizzle-orm';
import { mayActFor, personOf } from '../../../kernel/actor.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import { limitAttempts } from '../../../server/attempts.ts';
import { command, parse, type Context, type Work } from '../../../server/command.ts';
import { organisations } from '../../../organisations/server/tables.ts';
import { BySecret, OnlyId, ReportForm, type Report } from '../../forms.ts';
import { urgencyOnReceipt } from '../../rules.ts';
import type { Channel } from '../../vocabulary.ts';
import { tellStaffOfUrgency } from '../notify.ts';
import { hashOfSecret, nextReceiptNumber } from '../numbers.ts';
import { concernOfSecret, listOwnConcerns } from '../reporter.ts';
import { concerns } from '../tables.ts';
import { checkAskedArea, entryOf, rawSearchText, stateAfter } from './moving.ts';

const report = command('concern.report', {
	input: ReportForm,
	subject: async (work, input) => {
		await checkAskedArea(work, input.areaId);
		return { channel: await channelOf(work, input.organisationId) };
	},
	allow: (actor, _, { organisationId }) =>
		organisationId === null || mayActFor(actor, organisationId),
	run: async (work, input, { channel }) => {
		const id = work.newId();
		const number = await nextReceiptNumber(work, work.now());
		await work.tx.insert(concerns).values({ ...rowOf(work, input, number), id, channel });
		const written =
			input.urgency === 'urgent' ? await tellStaffOfUrgency(work, { ...input, number }) : 0;
		return {
			result: { id, number },
			audit: entryOf({ id }, { number, to: 'received', channel, urgency: input.urgency, written }),
		};
	},
});

function rowOf(work: Work, input: Report, number: string) {
	const at = work.now();
	return {
		operatorId: work.actor.operatorId,
		number,
		state: stateAfter({ state: 'draft' }, 'receive'),
		kind: input.kind,
		about: input.about,
		body: input.body,
		wish: input.wish,
		noticedWhen: input.noticedWhen,
		areaId: input.areaId,
		tags: input.tags,
		isolation: input.isolation,
		household: input.household,
		circumstances: input.circumstances,
		ageBand: input.ageBand,
		anonymousUse: input.anonymousUse,
		...(input.anonymousUse === 'yes' && {
			consentGiven: 'written' as const,
			consentRecordedAt: at,
		}),
		mayBeNamed: input.mayBeNamed,
		contactName: input.contactName,
		contactTelephone: input.contactTelephone,
		contactEmail: input.contactEmail,
		contactWhen: input.contactWhen,
		reporterId: personOf(work.actor),
		reporterOrganisationId: input.organisationId,
		secretHash: hashOfSecret(input.secret),
		receivedAt: at,
		enteredAt: at,
		urgency: urgencyOnReceipt(input),
		changedAt: at,
		searchText: rawSearchText({ ...input, number, onBehalfOf: '' }),
	};
}

/** A school or a 民生委員 that reports as such is a route of its own. */
async function channelOf(work: Work, organisationId: string | null): Promise<Channel> {
	if (organisationId === null) return 'web';
	const [found] = await work.tx
		.select({ kind: organisations.kind })
		.from(organisations)
		.where(
			and(
				eq(organisations.operatorId, work.actor.operatorId),
				eq(organisations.id, organisationId),
			),
		);
	if (!found) throw new Refusal('not-found', 'refusal_not_found');
	if (found.kind === 'school') return 'school';
	return found.kind === 'minsei' ? 'commissioner' : 'partner';
}

/**
 * Anybody tells a 気づき or 困りごと. `origin` is the network address it came from. The secret of the
 * reporter's link comes with the form and goes back beside the answer; only its hash is kept.
 */
export async function reportConcern(
	context: Context,
	raw: unknown,
	origin: string,
): Promise<{ id: string; number: string; secret: string }> {
	await limitAttempts(context, 'concern.report', origin, { most: 30, minutes: 60 });
	const { id, number } = await report(context, raw);
	return { id, number, secret: parse(BySecret, raw).secret };
}

/** 取り下げ by the reporter, through the secret link. */
export const withdrawBySecret = command('concern.withdraw', {
	input: BySecret,
	subject: (work, { secret }) => concernOfSecret(work.tx, work.actor, secret),
	allow: () => true,
	run: (work, _, concern) => withdrawn(work, concern),
});

/** 取り下げ by a signed-in reporter. */
export const withdrawOwnConcern = command('concern.withdraw', {
	input: OnlyId,
	subject: async (work, { id }) => {
		const own = (await listOwnConcerns(work.tx, work.actor)).find((concern) => concern.id === id);
		if (!own) throw new Refusal('not-found', 'refusal_not_found');
		return own;
	},
	allow: () => true,
	run: (work, _, concern) => withdrawn(work, concern),
});

async function withdrawn(work: Work, concern: Awaited<ReturnType<typeof concernOfSecret>>) {
	const state = stateAfter(concern, 'withdraw');
	const [row] = await work.tx
		.update(concerns)
		.set({ state, changedAt: work.now() })
		.where(
			and(
				eq(concerns.operatorId, work.actor.operatorId),
				eq(concerns.id, concern.id),
				eq(concerns.state, concern.state),
			),
		)
		.returning({ id: concerns.id });
	if (!row) throw new Refusal('not-now', 'refusal_changed_meanwhile');
	return {
		result: { state },
		audit: entryOf(concern, { from: concern.state, to: state, by: 'reporter' }),
	};
}
