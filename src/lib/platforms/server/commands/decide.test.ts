import { describe, expect, test } from 'vitest';
import type { Actor } from '#lib/kernel/actor.ts';
import { aCouncil } from '#test/people.ts';
import { testDatabase, testTime, trail } from '#test/database.ts';
import { aCall, anActivePlatform, anIssue, by, stateOf } from '#test/platforms.ts';
import {
	addAction,
	answerQuestion,
	askMembers,
	callPlatform,
	leavePlatform,
	openCall,
	settleQuestion,
	withdrawQuestion,
} from '../commands.ts';
import { listActions } from '../members-only.ts';
import { platformPage } from '../page.ts';

async function page(actor: Actor, id: string) {
	return (await testDatabase()).as(actor, (tx) => platformPage(tx, actor, id));
}

async function actionsOf(actor: Actor, id: string) {
	return (await testDatabase()).as(actor, (tx) => listActions(tx, actor, id));
}

const dayAfter = (days: number) => new Date(testTime.getTime() + days * 86_400_000);

describe('deciding together', () => {
	test('the purpose is reached when every member has said so', async () => {
		const council = await aCouncil();
		const { id } = await anActivePlatform(council);
		const { question } = await askMembers(by(council.ito), {
			id,
			kind: 'achieve',
			words: '毎日おとながいる',
		});
		expect(await stateOf(id)).toBe('active');
		const double = askMembers(by(council.ueda), { id, kind: 'stop', words: '別のこと' });
		await expect(double).rejects.toMatchObject({ key: 'platforms_question_open' });
		await answerQuestion(by(council.ueda), {
			id,
			question,
			agrees: 'yes',
			benefit: '会員が増えた',
		});
		expect(await page(council.visitor, id)).toMatchObject({
			state: 'achieved',
			ending: 'achieved',
			stage: 'review',
		});
		expect((await page(council.visitor, id)).members.map(({ benefit }) => benefit)).toEqual([
			'会員が増えた',
			'',
		]);
		expect(await trail(council.operatorId)).toContain('platform.answer');
	});

	test('a question and its answers are for members only', async () => {
		const council = await aCouncil();
		const { id } = await anActivePlatform(council);
		const { question } = await askMembers(by(council.ito), {
			id,
			kind: 'achieve',
			words: '毎日おとながいる',
		});
		for (const actor of [council.sato, council.ono, council.visitor]) {
			const answer = answerQuestion(by(actor), { id, question, agrees: 'yes' });
			await expect(answer).rejects.toMatchObject({ code: 'not-found' });
			expect((await page(actor, id)).openQuestion).toBeNull();
		}
		await expect(withdrawQuestion(by(council.ueda), { id, question })).rejects.toMatchObject({
			code: 'not-allowed',
		});
		await withdrawQuestion(by(council.ito), { id, question });
		const late = answerQuestion(by(council.ueda), { id, question, agrees: 'yes' });
		await expect(late).rejects.toMatchObject({ key: 'platforms_question_closed' });
	});

	test('a silent member does not hold the others for ever', async () => {
		const council = await aCouncil();
		const { id } = await anActivePlatform(council);
		const { question } = await askMembers(by(council.ito), {
			id,
			kind: 'achieve',
			words: '毎日おとながいる',
		});
		const early = settleQuestion(by(council.ito, dayAfter(13)), { id, question });
		await expect(early).rejects.toMatchObject({ key: 'platforms_question_running' });
		await settleQuestion(by(council.ito, dayAfter(14)), { id, question });
		expect(await stateOf(id)).toBe('achieved');
	});

	test('an objection says what is missing, and the platform goes on', async () => {
		const council = await aCouncil();
		const { id } = await anActivePlatform(council);
		const { question } = await askMembers(by(council.ito), {
			id,
			kind: 'achieve',
			words: '毎日おとながいる',
		});
		const bare = answerQuestion(by(council.ueda), { id, question, agrees: 'no' });
		await expect(bare).rejects.toMatchObject({ problems: [{ field: 'words' }] });
		await answerQuestion(by(council.ueda), {
			id,
			question,
			agrees: 'no',
			words: '雨の日がまだです',
		});
		await settleQuestion(by(council.ito, dayAfter(15)), { id, question });
		expect(await stateOf(id)).toBe('active');
		await askMembers(by(council.ueda, dayAfter(16)), {
			id,
			kind: 'achieve',
			words: '雨の日もできた',
		});
	});

	test('when the one who has not answered leaves, the others have decided', async () => {
		const council = await aCouncil();
		const { id } = await anActivePlatform(council);
		await askMembers(by(council.ito), { id, kind: 'achieve', words: '毎日おとながいる' });
		await leavePlatform(by(council.ueda), { id });
		expect(await stateOf(id)).toBe('achieved');
	});

	test('stopping without success is decided together, and the reason is public', async () => {
		const council = await aCouncil();
		const { id } = await anActivePlatform(council);
		const { question } = await askMembers(by(council.ito), {
			id,
			kind: 'stop',
			words: '続ける人手がない',
		});
		await answerQuestion(by(council.ueda), { id, question, agrees: 'yes' });
		expect(await page(council.visitor, id)).toMatchObject({
			state: 'stopped',
			stopReason: '続ける人手がない',
		});
	});

	test('two join by somebody who is in both; tasks go along, members are invited, nobody is moved', async () => {
		const council = await aCouncil();
		const from = await anActivePlatform(council);
		await addAction(by(council.ito), { id: from.id, what: 'ちらし', holder: from.caller });
		const issue = await anIssue(council.operatorId);
		const into = await callPlatform(by(council.ito), aCall([issue], { name: '灯りをともす会' }));
		await openCall(by(council.ito), { id: into.id });
		const question = {
			id: from.id,
			kind: 'merge',
			words: '同じことをしている',
			mergeInto: into.id,
		};
		await expect(askMembers(by(council.ueda), question)).rejects.toMatchObject({
			problems: [{ field: 'mergeInto' }],
		});
		const asked = await askMembers(by(council.ito), question);
		await answerQuestion(by(council.ueda), {
			id: from.id,
			question: asked.question,
			agrees: 'yes',
		});

		expect(await stateOf(from.id)).toBe('merged');
		expect(await actionsOf(council.ito, into.id)).toMatchObject([
			{ what: 'ちらし', state: 'open', memberId: null },
		]);
		const joined = await page(council.ueda, into.id);
		expect(joined.members).toHaveLength(1);
		expect(joined.pending).toMatchObject([{ name: 'あかりの会', state: 'invited' }]);
		expect((await page(council.ueda, from.id)).relatives).toMatchObject([
			{ id: into.id, how: 'into' },
		]);
	});
});
