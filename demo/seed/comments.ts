import {
	editComment,
	hideComment,
	keepComment,
	postComment,
	reportComment,
	showComment,
	withdrawComment,
} from '#lib/issues/server/commands.ts';
import { commentTexts, hiddenReason, keptReason, type CommentText } from '../comments.ts';
import { issueTimes } from '../issue-times.ts';
import { at } from './days.ts';
import { randomFor, taken } from './random.ts';
import { act, contextOf, madeOf, player, speaker, type Player, type Stage } from './stage.ts';

export function tellOfComments(stage: Stage): void {
	for (const text of commentTexts) {
		const { shared } = issueTimes[text.issue];
		if (shared === undefined) continue;
		const day = stage.days.ago(shared - text.after - 6);
		const random = randomFor(`comment ${text.issue} ${text.after}`);
		const moment = at(day, `${random.between(10, 20)}:${random.between(10, 59)}`);
		stage.timeline.begin(moment, () => say(stage, text));
	}
}

export async function say(stage: Stage, text: CommentText): Promise<void> {
	const isOrganisation = text.who.startsWith('org:');
	const who = isOrganisation ? speaker(stage, text.who.slice(4)) : player(stage, text.who);
	const { commentId } = await postComment(contextOf(stage, who), {
		id: madeOf(stage, `issue:${text.issue}`),
		voice: isOrganisation ? 'organisation' : text.who === 'office' ? 'office' : 'resident',
		organisationId: isOrganisation ? taken(who.actor.represents[0]) : '',
		alias: text.alias ?? '',
		body: text.body,
	});
	if (text.then) await goOn(stage, text, who, commentId);
}

async function goOn(
	stage: Stage,
	{ then, body }: CommentText,
	who: Player,
	commentId: string,
): Promise<void> {
	const { timeline } = stage;
	const inHours = (hours: number) => new Date(timeline.now().getTime() + hours * 3_600_000);
	if (then === 'withdrawn' || then === 'edited') {
		await timeline.until(inHours(5));
		if (then === 'withdrawn') await act(stage, withdrawComment, who, { commentId });
		else
			await act(stage, editComment, who, { commentId, body: `${body}私も説明の会を手伝えます。` });
		return;
	}
	await timeline.until(inHours(8));
	if (then === 'shown') {
		// the program holds back what may name somebody; a person sees that it does not
		await act(stage, showComment, player(stage, 'office'), { commentId });
		return;
	}
	await reportComment(contextOf(stage, stage.anyone), {
		...{ commentId, kind: 'hurtful', origin: `demo-${commentId}` },
		words: '読んでつらくなりました。',
	});
	if (then === 'reported') return;
	await timeline.until(inHours(40));
	const office = player(stage, 'office');
	if (then === 'hidden') await act(stage, hideComment, office, { commentId, reason: hiddenReason });
	else await act(stage, keepComment, office, { commentId, reason: keptReason });
}
