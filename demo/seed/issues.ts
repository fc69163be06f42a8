import {
	addAttempt,
	addConcerns,
	answerProposal,
	listWorker,
	makeIssue,
	moveIssue,
	proposeIssue,
} from '#lib/issues/server/commands.ts';
import { addDays } from '#lib/kernel/dates.ts';
import { issueTimes, type IssueKey } from '../issue-times.ts';
import { issueTexts, type IssueText } from '../issues.ts';
import { coordinatorOf } from './concern-arrival.ts';
import { at, nextOfficeDay } from './days.ts';
import { randomFor, taken } from './random.ts';
import { act, areaOf, madeOf, player, type Player, type Stage } from './stage.ts';
import { tellOfTexts, tellOfCitations } from './issue-texts.ts';
import { tellOfComments } from './comments.ts';
import { workers } from '../issue-workers.ts';

/** Where a freshly installed program is; nobody of the invented region gets letters. */
const origin = 'http://localhost:3000';

/** From the voices to what everybody can read: each issue is written by one and shared by another. */
export function tellOfIssues(stage: Stage): void {
	for (const text of issueTexts) {
		const key = keyOf(text);
		const { made, shared } = issueTimes[key];
		const writer = writerOf(stage, text);
		stage.timeline.begin(at(stage.days.officeAgo(made), '13:30'), async () => {
			await make(stage, text, writer);
			if (shared === undefined) return;
			await stage.timeline.until(at(stage.days.officeAgo(shared), '15:00'));
			await waitForVoices(stage, key);
			await act(stage, moveIssue, player(stage, 'secondEye'), {
				...{ id: madeOf(stage, `issue:${key}`), act: 'share', checked: 'yes' },
			});
			await tellWhatWasTried(stage, text, writer);
		});
	}
	tellOfTexts(stage);
	tellOfCitations(stage);
	tellOfComments(stage);
	tellOfPolicy(stage);
}

export function keyOf({ key }: Pick<IssueText, 'key'>): IssueKey {
	return taken(Object.keys(issueTimes).find((known): known is IssueKey => known === key));
}

function writerOf(stage: Stage, { areas }: IssueText): Player {
	return coordinatorOf(stage, taken(areas[0]));
}

/** Two of the candidates were brought by people themselves. */
const proposers: Partial<Record<IssueKey, string>> = {
	pets: 'resident7',
	deaf: 'org:手話サークル・なぎさ',
};

async function make(stage: Stage, text: IssueText, writer: Player): Promise<void> {
	const key = keyOf(text);
	const { title, titleKana, description, wall, theme } = text;
	const areas = text.areas.map((name) => areaOf(stage, name));
	const common = {
		title,
		description,
		wall,
		theme,
		areas,
		...(text.betweenSystems && { betweenSystems: 'yes' }),
	};
	const voices = stage.voices.get(key) ?? [];
	const proposer = proposers[key];
	if (proposer) {
		const who = player(stage, proposer);
		const organisationId = proposer.startsWith('org:') ? taken(who.actor.represents[0]) : '';
		const { id } = await act(stage, proposeIssue, who, { ...common, organisationId });
		stage.made.set(`issue:${key}`, id);
		if (voices.length > 0)
			await act(stage, addConcerns, player(stage, 'office'), { id, concerns: voices });
	} else {
		const { id } = await act(stage, makeIssue, writer, { ...common, titleKana, concerns: voices });
		stage.made.set(`issue:${key}`, id);
	}
	stage.voices.set(`behind:${key}`, voices);
	stage.voices.set(key, []);
	if (key === 'pets') await answerLater(stage, madeOf(stage, 'issue:pets'));
}

async function answerLater(stage: Stage, id: string): Promise<void> {
	const { timeline, days } = stage;
	await timeline.until(at(days.officeAgo(44), '10:40'));
	await act(stage, answerProposal(origin), player(stage, 'office3'), {
		id,
		answer:
			'ご提案ありがとうございます。同じような声がもう少し集まりましたら、皆さまと共有します。今は、入院のときに頼める先を名簿で調べています。',
	});
}

/** Nothing is shared on the word of one or two. */
async function waitForVoices(stage: Stage, key: IssueKey): Promise<void> {
	const needed = 3;
	while ((stage.voices.get(`behind:${key}`) ?? []).length < needed) {
		const tomorrow = addDays(stage.timeline.now().toISOString().slice(0, 10), 1);
		await stage.timeline.until(at(nextOfficeDay(tomorrow), '15:30'));
	}
}

async function tellWhatWasTried(stage: Stage, text: IssueText, writer: Player): Promise<void> {
	const id = madeOf(stage, `issue:${text.key}`);
	const random = randomFor(`attempts ${text.key}`);
	for (const { who, what, result } of text.attempts) {
		const organisationId = stage.organisations.get(who);
		const own = stage.players.get(`org:${who}`);
		const triedWhen = random.pick(['昨年', '一昨年から', 'この春', '三年前から']);
		await act(stage, addAttempt, own ?? writer, {
			...{ id, what, result, triedWhen },
			...(organisationId ? { organisationId } : { who }),
		});
	}
	for (const { organisation, what, agreed } of workers[text.key] ?? []) {
		const own = agreed ? stage.players.get(`org:${organisation}`) : undefined;
		await act(stage, listWorker, own ?? writer, {
			...{ id, what, organisationId: taken(stage.organisations.get(organisation)) },
			...(agreed && { agreed: 'yes' }),
		});
	}
}

/** What no group of people in the area could solve goes to the ward, with the reasons. */
function tellOfPolicy(stage: Stage): void {
	stage.timeline.begin(at(stage.days.officeAgo(38), '14:00'), async () => {
		await act(stage, moveIssue, player(stage, 'office'), {
			...{ id: madeOf(stage, 'issue:eighty-fifty'), act: 'handToPolicy', checked: 'yes' },
			reason:
				'世帯全体の相談を受ける仕組みは、地域の団体だけではつくれないことがわかりました。話し合いの記録と、取り組みをやめた理由を添えて、区の地域福祉課に引き継ぎました。',
		});
		stage.made.set('closed:issue:eighty-fifty', 'yes');
	});
}
