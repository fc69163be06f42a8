import { and, eq, isNull } from 'drizzle-orm';
import { isStaff } from '../../../kernel/actor.ts';
import { dateInTokyo, parseVagueDate, vagueDateSortKey } from '../../../kernel/dates.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import { command, type Work } from '../../../server/command.ts';
import {
	addActionForm,
	changeActionForm,
	hideEntryForm,
	moveActionForm,
	progressForm,
} from '../../forms.ts';
import { actionMovesFrom, afterAction, isActiveMember } from '../../rules.ts';
import {
	activeMemberOrRefuse,
	lockedPlatform,
	mayTakePart,
	ownMember,
	refuseUnlessPossible,
	touch,
	whoActs,
	type PlatformStanding,
} from '../standing.ts';
import { platformActions, platformEntries } from '../tables.ts';

type Action = typeof platformActions.$inferSelect;

function whenDue(work: Work, text: string) {
	if (text === '') return { due: null, dueSort: '~' };
	const due = parseVagueDate(text, { today: dateInTokyo(work.now()) });
	return { due, dueSort: vagueDateSortKey(due) };
}

function holderOf(platform: PlatformStanding, holder: string | null): string | null {
	return holder === null ? null : activeMemberOrRefuse(platform, holder).id;
}

/** The first actions of a call, before anybody has taken one on; as part of the command that calls. */
export async function addFirstActions(
	work: Work,
	platformId: string,
	whats: readonly string[],
): Promise<void> {
	if (whats.length === 0) return;
	const { tx, actor, now, newId } = work;
	const by = whoActs(actor);
	await tx.insert(platformActions).values(
		whats.map((what) => ({
			...{ operatorId: actor.operatorId, id: newId(), platformId, what, memberId: null },
			...{ state: 'open' as const, madeBy: by, madeAt: now(), changedBy: by, changedAt: now() },
		})),
	);
}

/** 行動: what, who and when; any member writes one down. */
export const addAction = command('platform.addAction', {
	input: addActionForm,
	subject: (work, { id }) => lockedPlatform(work, id),
	allow: mayTakePart,
	async run(work, form, platform) {
		refuseUnlessPossible(platform, 'changeActions');
		const { tx, actor, now, newId } = work;
		const action = newId();
		const memberId = holderOf(platform, form.holder);
		await tx.insert(platformActions).values({
			operatorId: actor.operatorId,
			id: action,
			platformId: form.id,
			what: form.what,
			memberId,
			...whenDue(work, form.due),
			state: 'open',
			remark: form.remark,
			madeBy: whoActs(actor),
			madeAt: now(),
			changedBy: whoActs(actor),
			changedAt: now(),
		});
		await touch(work, form.id);
		return {
			result: { id: form.id, action },
			audit: { subject: { kind: 'platform', id: form.id }, detail: { action, member: memberId } },
		};
	},
});

type WithAction = { platform: PlatformStanding; action: Action };

async function actionOf(work: Work, id: string, actionId: string): Promise<WithAction> {
	const platform = await lockedPlatform(work, id);
	const [action] = await work.tx
		.select()
		.from(platformActions)
		.where(
			and(
				eq(platformActions.operatorId, work.actor.operatorId),
				eq(platformActions.platformId, id),
				eq(platformActions.id, actionId),
			),
		);
	if (!action) throw new Refusal('not-found', 'refusal_not_found');
	return { platform, action };
}

/** Sets right what was agreed: the words, who, until when. */
export const changeAction = command('platform.changeAction', {
	input: changeActionForm,
	subject: (work, { id, action }) => actionOf(work, id, action),
	allow: (actor, { platform }) => mayTakePart(actor, platform),
	async run(work, form, { platform, action }) {
		refuseUnlessPossible(platform, 'changeActions');
		// who did it may have left since
		const memberId =
			form.holder === action.memberId ? form.holder : holderOf(platform, form.holder);
		const next = memberId && action.state === 'released' ? 'open' : action.state;
		await saveAction(work, action, {
			what: form.what,
			memberId,
			...whenDue(work, form.due),
			remark: form.remark,
			state: next,
		});
		return {
			result: { id: form.id },
			audit: {
				subject: { kind: 'platform', id: form.id },
				detail: { action: action.id, from: action.memberId, to: memberId, state: next },
			},
		};
	},
});

/** Begin, finish, let go, or take on what nobody holds. */
export const moveAction = command('platform.moveAction', {
	input: moveActionForm,
	subject: (work, { id, action }) => actionOf(work, id, action),
	allow: (actor, { platform }) => mayTakePart(actor, platform),
	async run(work, form, { platform, action }) {
		refuseUnlessPossible(platform, 'changeActions');
		const next = afterAction(action.state, form.move);
		if (!next || !actionMovesFrom(action).includes(form.move))
			throw new Refusal('not-now', 'platforms_not_now');
		const memberId = {
			take: () => ownMember(work.actor, platform, form.member).id,
			release: () => null,
			start: () => action.memberId ?? ownMember(work.actor, platform, form.member).id,
			finish: () => action.memberId ?? ownMember(work.actor, platform, form.member).id,
		}[form.move]();
		await saveAction(work, action, { state: next, memberId });
		return {
			result: { id: form.id },
			audit: {
				subject: { kind: 'platform', id: form.id },
				detail: { action: action.id, from: action.state, to: next },
			},
		};
	},
});

async function saveAction(work: Work, action: Action, changed: Partial<Action>): Promise<void> {
	const { tx, actor, now } = work;
	const [saved] = await tx
		.update(platformActions)
		.set({ ...changed, changedBy: whoActs(actor), changedAt: now() })
		.where(
			and(
				eq(platformActions.operatorId, actor.operatorId),
				eq(platformActions.id, action.id),
				eq(platformActions.state, action.state),
			),
		)
		.returning({ id: platformActions.id });
	if (!saved) throw new Refusal('not-now', 'refusal_changed_meanwhile');
	await touch(work, action.platformId);
}

/** 進み具合 against the condition of success; what was tried and learned stands beside it. */
export const addProgress = command('platform.addProgress', {
	input: progressForm,
	subject: (work, { id }) => lockedPlatform(work, id),
	allow: mayTakePart,
	async run(work, form, platform) {
		refuseUnlessPossible(platform, 'addProgress');
		const { tx, actor, now, newId } = work;
		const entry = newId();
		await tx.insert(platformEntries).values({
			operatorId: actor.operatorId,
			id: entry,
			platformId: form.id,
			memberId: ownMember(actor, platform, form.member).id,
			progress: form.progress,
			tried: form.tried,
			learned: form.learned,
			nextStep: form.nextStep,
			stage: form.stage,
			writtenBy: whoActs(actor),
			writtenAt: now(),
		});
		await touch(work, form.id, { stage: form.stage });
		return {
			result: { id: form.id },
			audit: {
				subject: { kind: 'platform', id: form.id },
				detail: { entry, from: platform.stage, to: form.stage },
			},
		};
	},
});

/** Progress is public at once; words that should not be there are taken off the page, with the reason. */
export const hideEntry = command('platform.hideEntry', {
	input: hideEntryForm,
	subject: (work, { id }) => lockedPlatform(work, id),
	allow: (actor, platform) => isStaff(actor) || isActiveMember(actor, platform),
	async run({ tx, actor, now }, { id, entry, reason }) {
		const [hidden] = await tx
			.update(platformEntries)
			.set({ hiddenBy: whoActs(actor), hiddenAt: now(), hiddenReason: reason })
			.where(
				and(
					eq(platformEntries.operatorId, actor.operatorId),
					eq(platformEntries.platformId, id),
					eq(platformEntries.id, entry),
					isNull(platformEntries.hiddenAt),
				),
			)
			.returning({ id: platformEntries.id });
		if (!hidden) throw new Refusal('not-now', 'refusal_changed_meanwhile');
		return { result: { id }, audit: { subject: { kind: 'platform', id }, detail: { entry } } };
	},
});
