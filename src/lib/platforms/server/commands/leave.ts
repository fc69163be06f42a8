import { and, asc, eq, inArray } from 'drizzle-orm';
import { Refusal, refuseField } from '../../../kernel/refusal.ts';
import { isId } from '../../../kernel/ids.ts';
import { command, type Work } from '../../../server/command.ts';
import { leaveForm } from '../../forms.ts';
import { activeMembers } from '../../rules.ts';
import { changeMember } from '../membership.ts';
import {
	activeMemberOrRefuse,
	lockedPlatform,
	mayTakePart,
	ownMember,
	refuseUnlessPossible,
	touch,
	whoActs,
	type PlatformMember,
} from '../standing.ts';
import { platformActions } from '../tables.ts';
import { openQuestionOf, settle } from './decide.ts';

/**
 * 自由に参加し (墨田): any member leaves at any time, without a reason. In the same form each open task
 * is handed to another member or let go, so that none is left on somebody who is no longer there.
 */
export const leavePlatform = command('platform.leave', {
	input: leaveForm,
	subject: (work, { id }) => lockedPlatform(work, id),
	allow: mayTakePart,
	async run(work, form, platform) {
		refuseUnlessPossible(platform, 'leave');
		const member = ownMember(work.actor, platform, form.member);
		const others = activeMembers(platform.members).filter(({ id }) => id !== member.id);
		if (others.length === 0) throw new Refusal('not-now', 'platforms_last_member');
		const tasks = await openTasksOf(work, member);
		let released = 0;
		for (const { id, state } of tasks) {
			const to = chosenFor(form, id);
			if (to !== '' && to === member.id) throw refuseField(`to-${id}`, 'platforms_hand_to_other');
			if (to === '') released += 1;
			const next = to === '' ? null : activeMemberOrRefuse(platform, to).id;
			await handOver(work, { id, state }, next);
		}
		await changeMember(work, member, {
			state: 'left',
			contact: '',
			closedBy: whoActs(work.actor),
			closedAt: work.now(),
		});
		await touch(work, form.id, platform.convenorId === member.id ? { convenorId: null } : {});
		const question = await openQuestionOf(work, form.id);
		if (question) await settle(work, { ...platform, members: others }, question);
		return {
			result: { id: form.id },
			audit: {
				subject: { kind: 'platform', id: form.id },
				detail: { member: member.id, handedOver: tasks.length - released, released },
			},
		};
	},
});

function openTasksOf({ tx, actor }: Work, member: PlatformMember) {
	return tx
		.select({ id: platformActions.id, state: platformActions.state })
		.from(platformActions)
		.where(
			and(
				eq(platformActions.operatorId, actor.operatorId),
				eq(platformActions.memberId, member.id),
				inArray(platformActions.state, ['open', 'doing']),
			),
		)
		.orderBy(asc(platformActions.id));
}

/** Every open task needs a decision of its own; one that came meanwhile sends the form back. */
function chosenFor(form: Record<string, unknown>, action: string): string {
	const chosen = form[`to-${action}`];
	if (chosen === 'release') return '';
	if (typeof chosen !== 'string' || !isId(chosen))
		throw refuseField(`to-${action}`, 'platforms_hand_missing');
	return chosen;
}

async function handOver(
	{ tx, actor, now }: Work,
	task: { id: string; state: 'open' | 'doing' | 'done' | 'released' },
	memberId: string | null,
) {
	await tx
		.update(platformActions)
		.set({
			memberId,
			state: memberId ? task.state : 'released',
			changedBy: whoActs(actor),
			changedAt: now(),
		})
		.where(and(eq(platformActions.operatorId, actor.operatorId), eq(platformActions.id, task.id)));
}
