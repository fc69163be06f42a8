import { and, eq, inArray } from 'drizzle-orm';
import type * as v from 'valibot';
import { isSignedIn } from '../../../kernel/actor.ts';
import { sortKey } from '../../../kernel/kana.ts';
import { Refusal, refuseField } from '../../../kernel/refusal.ts';
import { openGapOrRefuse } from '../../../functions/server/queries.ts';
import { issueAreas } from '../../../issues/server/tables.ts';
import { openStates } from '../../../issues/rules.ts';
import { issueOrRefuse, type Issue } from '../../../issues/server/queries.ts';
import { resultOrRefuse } from '../../../gatherings/sessions/server/result.ts';
import { sessionOrRefuse } from '../../../gatherings/sessions/server/visible.ts';
import type { AuditDetail } from '../../../server/audit.ts';
import { command, type Work } from '../../../server/command.ts';
import { searchText } from '../../../server/search.ts';
import { tie } from '../../../trace/server/commands.ts';
import { callForm, callOffForm, correctForm, platformForm } from '../../forms.ts';
import { activeMembers, isOpenToOthers, unreadyBecause } from '../../rules.ts';
import { keepArchive } from '../end.ts';
import { keepFirstLinks } from '../first-links.ts';
import { linkedIssues, startIssues } from '../issues.ts';
import { addMember, closeMemberships, invite } from '../membership.ts';
import { tell } from '../notices.ts';
import {
	lockedPlatform,
	mayTakePart,
	movePlatform,
	refuseUnlessPossible,
	touch,
	whoActs,
} from '../standing.ts';
import { platformAreas, platformMoves, platforms } from '../tables.ts';

type Call = {
	name: string;
	nameKana: string;
	purpose: string;
	successCondition: string;
	period: string;
	neededRoles: string[];
	howToJoin: string;
};

/** The words of the call and what is derived from them. */
function callColumns(call: Call) {
	const { name, nameKana, purpose, successCondition, period, neededRoles, howToJoin } = call;
	return {
		name,
		nameKana,
		purpose,
		successCondition,
		period,
		neededRoles,
		howToJoin,
		sortKey: sortKey(nameKana || name),
		searchText: searchText(name, nameKana, purpose, successCondition, ...neededRoles),
	};
}

/**
 * プラットフォームよびかけ書 (F-17): any member calls, out of an issue or a session. The caller is the first
 * member and よびかけ人; nobody else is in it before an act of their own.
 */
export const callPlatform = command('platform.call', {
	input: callForm,
	subject: issuesOf,
	allow: isSignedIn,
	async run(work, form, found) {
		const { id, detail } = await callWithin(work, form, found);
		return { result: { id }, audit: { subject: { kind: 'platform', id }, detail } };
	},
});

/** The issues that a call names, as the caller sees them. */
export function issuesOf({ tx, actor }: Work, { issues: ids }: { issues: string[] }) {
	return Promise.all(ids.map((id) => issueOrRefuse(tx, actor, id)));
}

/** The call itself, as part of a command that does more with it. */
export async function callWithin(
	work: Work,
	form: v.InferOutput<typeof callForm>,
	found: readonly Issue[],
): Promise<{ id: string; detail: AuditDetail }> {
	const { tx, actor, now, newId } = work;
	refuseUnlessCallable(found);
	const id = newId();
	await tx.insert(platforms).values({
		operatorId: actor.operatorId,
		id,
		...callColumns(form),
		themes: [...new Set(found.map((issue) => issue.theme))],
		state: 'proposed',
		calledBy: whoActs(actor),
		calledAt: now(),
		successorOf: form.successorOf,
		resultId: form.result,
		changedAt: now(),
	});
	await tx.insert(platformMoves).values({
		operatorId: actor.operatorId,
		id: newId(),
		platformId: id,
		toState: 'proposed',
		movedBy: whoActs(actor),
		movedAt: now(),
	});
	await takeAreasOf(work, id, form.issues);
	const memberId = await addMember(work, id, form, 'active');
	await tx
		.update(platforms)
		.set({ convenorId: memberId })
		.where(and(eq(platforms.operatorId, actor.operatorId), eq(platforms.id, id)));
	for (const organisationId of form.invite) await invite(work, id, organisationId);
	await tieBack(work, id, form);
	return {
		id,
		detail: {
			issues: form.issues,
			as: form.as,
			invited: form.invite.length,
			successorOf: form.successorOf,
		},
	};
}

/** 課題の壁 comes first (大田, R-009); it is written at the issue, so that everybody finds it there. */
function refuseUnlessCallable(found: readonly Issue[]): void {
	for (const issue of found) {
		if (!openStates.some((state) => state === issue.state))
			throw refuseField('issues', 'platforms_issue_not_open');
		if (issue.wall === '') throw refuseField('issues', 'platforms_wall_missing');
	}
}

async function takeAreasOf(
	{ tx, actor }: Work,
	platformId: string,
	issueIds: string[],
): Promise<void> {
	const areas = await tx
		.selectDistinct({ areaId: issueAreas.areaId })
		.from(issueAreas)
		.where(and(eq(issueAreas.operatorId, actor.operatorId), inArray(issueAreas.issueId, issueIds)));
	if (areas.length === 0) return;
	await tx
		.insert(platformAreas)
		.values(areas.map(({ areaId }) => ({ operatorId: actor.operatorId, platformId, areaId })));
}

async function tieBack(
	work: Work,
	id: string,
	form: {
		issues: string[];
		session: string | null;
		result: string | null;
		gap: string | null;
		successorOf: string | null;
	},
) {
	const here = { kind: 'platform', id } as const;
	for (const issue of form.issues) await tie(work, { kind: 'issue', id: issue }, here);
	const from = form.result ? await resultOrRefuse(work.tx, work.actor, form.result) : null;
	const session = from?.sessionId ?? form.session;
	if (session) {
		await sessionOrRefuse(work.tx, work.actor, session);
		await tie(work, { kind: 'session', id: session }, here);
	}
	if (form.gap) {
		await openGapOrRefuse(work.tx, work.actor, form.gap);
		await tie(work, { kind: 'gap', id: form.gap }, here);
	}
	if (form.successorOf) {
		const before = await lockedPlatform(work, form.successorOf);
		if (isOpenToOthers(before.state))
			throw refuseField('successorOf', 'platforms_successor_running');
		await tie(work, { kind: 'platform', id: before.id }, here);
	}
}

/** The words can be set right until people begin; after that a new purpose is a new プラットフォーム. */
export const correctCall = command('platform.correct', {
	input: correctForm,
	subject: (work, { id }) => lockedPlatform(work, id),
	allow: mayTakePart,
	async run(work, form, platform) {
		refuseUnlessPossible(platform, 'correct');
		await touch(work, form.id, callColumns(form));
		return {
			result: { id: form.id },
			audit: { subject: { kind: 'platform', id: form.id }, detail: { state: platform.state } },
		};
	},
});

/** From now on everybody may read the call, and who was invited is told. */
export const openCall = command('platform.open', {
	input: platformForm,
	subject: (work, { id }) => lockedPlatform(work, id),
	allow: mayTakePart,
	async run(work, { id }, platform) {
		const state = await movePlatform(work, platform, 'open', { openedAt: work.now() });
		const invited = platform.members.filter((member) => member.state === 'invited');
		await tell(work, platform, invited, 'invited');
		return {
			result: { id },
			audit: {
				subject: { kind: 'platform', id },
				detail: { from: platform.state, to: state, invited: invited.length },
			},
		};
	},
});

/** Two bodies at least, everybody with a part: now they begin. The issues are 取り組み中 from then on. */
export const activatePlatform = command('platform.activate', {
	input: platformForm,
	subject: (work, { id }) => lockedPlatform(work, id),
	allow: mayTakePart,
	async run(work, { id }, platform) {
		refuseUnlessPossible(platform, 'activate');
		const missing = unreadyBecause(platform.members);
		if (missing.includes('tooFew')) throw new Refusal('not-now', 'platforms_unready_tooFew');
		if (missing.includes('rolesMissing'))
			throw new Refusal('not-now', 'platforms_unready_rolesMissing');
		const state = await movePlatform(work, platform, 'activate', {
			activatedAt: work.now(),
			stage: 'share',
		});
		const firstLinks = await keepFirstLinks(work, platform);
		const moved = await startIssues(work, await linkedIssues(work, id));
		const members = activeMembers(platform.members);
		await tell(work, platform, members, 'active');
		return {
			result: { id },
			audit: {
				subject: { kind: 'platform', id },
				detail: {
					from: platform.state,
					to: state,
					members: members.length,
					firstLinks,
					issues: moved,
				},
			},
		};
	},
});

/** A call that nobody answers can be taken back, with the reason; otherwise it would stand open for ever. */
export const callOffPlatform = command('platform.callOff', {
	input: callOffForm,
	subject: (work, { id }) => lockedPlatform(work, id),
	allow: mayTakePart,
	async run(work, { id, reason }, platform) {
		refuseUnlessPossible(platform, 'callOff');
		const stopped = await movePlatform(work, platform, 'callOff', {
			endedAt: work.now(),
			ending: 'stopped',
			stopReason: reason,
		});
		const told = platform.state === 'gathering' ? activeMembers(platform.members) : [];
		const archive = await keepArchive(work, id);
		await movePlatform(work, { id, state: stopped }, 'dissolve', {
			dissolvedAt: work.now(),
			archive,
		});
		await closeMemberships(work, id);
		await tell(work, platform, told, 'ended');
		return {
			result: { id },
			audit: {
				subject: { kind: 'platform', id },
				detail: { from: platform.state, to: 'dissolved' },
			},
		};
	},
});
