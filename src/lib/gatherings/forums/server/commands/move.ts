import { and, count, eq } from 'drizzle-orm';
import { personOf } from '../../../../kernel/actor.ts';
import { Refusal, refuseField } from '../../../../kernel/refusal.ts';
import { command, type Work } from '../../../../server/command.ts';
import { mayManage } from '../../../rules.ts';
import {
	forumChecks,
	forumMoves,
	forums,
	sessionResults,
	sessions,
} from '../../../server/tables.ts';
import { LaunchForum, PrepareForum, ResumeForum, StartCourse, StopForum } from '../../forms.ts';
import {
	afterForum,
	missingForMove,
	missingOutputs,
	type ForumMove,
	type ForumState,
} from '../../rules.ts';
import { sessionOfResult } from '../../../sessions/server/result.ts';
import { makeCourse } from '../course.ts';
import { forumOrRefuse, type Forum } from '../visible.ts';

const subject = ({ tx, actor }: Work, { id }: { id: string }) => forumOrRefuse(tx, actor, id);

type Given = { reason?: string; launchedOn?: string; preparedWithout?: string };

/** Moves along the state table, naming the state that was read, and keeps the move as history. */
async function move(
	work: Work,
	forum: Forum,
	name: ForumMove,
	given: Given = {},
): Promise<ForumState> {
	const { tx, actor, now, newId } = work;
	const to = afterForum(forum.state, name);
	if (!to) throw new Refusal('not-now', 'gatherings_move_impossible');
	const reason = given.reason ?? given.preparedWithout ?? '';
	const [moved] = await tx
		.update(forums)
		.set({
			state: to,
			changedAt: now(),
			...(given.launchedOn && { launchedOn: given.launchedOn }),
			...(given.preparedWithout && { preparedWithout: given.preparedWithout }),
		})
		.where(
			and(
				eq(forums.operatorId, actor.operatorId),
				eq(forums.id, forum.id),
				eq(forums.state, forum.state),
			),
		)
		.returning({ id: forums.id });
	if (!moved) throw new Refusal('not-now', 'refusal_changed_meanwhile');
	await tx.insert(forumMoves).values({
		operatorId: actor.operatorId,
		id: newId(),
		forumId: forum.id,
		fromState: forum.state,
		toState: to,
		reason,
		movedBy: personOf(actor),
		movedAt: now(),
	});
	return to;
}

/** The start course begins; from now on everybody sees the forum. Its four sessions come from the template. */
export const startCourse = command('forum.startCourse', {
	input: StartCourse,
	subject,
	allow: (actor, { scope }) => mayManage(actor, scope),
	async run(work, { id, withSessions, first }, { forum }) {
		const to = await move(work, forum, 'startCourse');
		await checkExisting(work, id);
		const made = withSessions ? await makeCourse(work, forum, first) : 0;
		return {
			result: { id },
			audit: { subject: { kind: 'forum', id }, detail: { from: forum.state, to, sessions: made } },
		};
	},
});

/** Whoever begins has looked at what exists: the line of the 確認表 is done with it. */
async function checkExisting({ tx, actor, now }: Work, forumId: string): Promise<void> {
	await tx
		.insert(forumChecks)
		.values({
			...{ operatorId: actor.operatorId, forumId, item: 'existing' },
			...{ doneBy: personOf(actor), doneAt: now() },
		})
		.onConflictDoNothing();
}

/** 話し合いの場の下準備が完了: the four steps have left something behind, or somebody says why not. */
export const prepareForum = command('forum.prepare', {
	input: PrepareForum,
	subject,
	allow: (actor, { scope }) => mayManage(actor, scope),
	async run(work, { id, reason }, { forum }) {
		const missing = missingOutputs(await countOutputs(work, id));
		refuseMissing('prepare', { missing, reason });
		const to = await move(
			work,
			forum,
			'prepare',
			missing.length > 0 ? { preparedWithout: reason } : {},
		);
		return {
			result: { id },
			audit: { subject: { kind: 'forum', id }, detail: { from: forum.state, to, missing } },
		};
	},
});

async function countOutputs({ tx, actor }: Work, forumId: string): Promise<Record<string, number>> {
	const rows = await tx
		.select({ kind: sessionResults.kind, n: count() })
		.from(sessionResults)
		.innerJoin(sessions, sessionOfResult)
		.where(and(eq(sessionResults.operatorId, actor.operatorId), eq(sessions.forumId, forumId)))
		.groupBy(sessionResults.kind);
	return Object.fromEntries(rows.map(({ kind, n }) => [kind, n]));
}

/** 本格始動, with the day that everybody reads. */
export const launchForum = command('forum.launch', {
	input: LaunchForum,
	subject,
	allow: (actor, { scope }) => mayManage(actor, scope),
	async run(work, { id, launchedOn }, { forum }) {
		const to = await move(work, forum, 'launch', { launchedOn });
		return {
			result: { id },
			audit: { subject: { kind: 'forum', id }, detail: { from: forum.state, to, launchedOn } },
		};
	},
});

export const pauseForum = stop('forum.pause', 'pause');
export const endForum = stop('forum.end', 'end');

function stop(act: string, name: 'pause' | 'end') {
	return command(act, {
		input: StopForum,
		subject,
		allow: (actor, { scope }) => mayManage(actor, scope),
		async run(work, { id, reason }, { forum }) {
			refuseMissing(name, { missing: [], reason });
			const to = await move(work, forum, name, { reason });
			return {
				result: { id },
				audit: { subject: { kind: 'forum', id }, detail: { from: forum.state, to } },
			};
		},
	});
}

export const resumeForum = command('forum.resume', {
	input: ResumeForum,
	subject,
	allow: (actor, { scope }) => mayManage(actor, scope),
	async run(work, { id }, { forum }) {
		const to = await move(work, forum, 'resume');
		return {
			result: { id },
			audit: { subject: { kind: 'forum', id }, detail: { from: forum.state, to } },
		};
	},
});

function refuseMissing(
	name: ForumMove,
	facts: { missing: ReturnType<typeof missingOutputs>; reason: string },
): void {
	const problem = missingForMove(name, facts);
	if (problem) throw refuseField(problem.field, problem.message);
}
