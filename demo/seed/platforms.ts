import { and, eq } from 'drizzle-orm';
import { dissolvePlatform, publishOutcome } from '#lib/outcomes/server/commands.ts';
import {
	acceptInvitation,
	activatePlatform,
	addAction,
	addProgress,
	admitMember,
	answerQuestion,
	askMembers,
	askToJoin,
	callPlatform,
	declineInvitation,
	leavePlatform,
	moveAction,
	openCall,
} from '#lib/platforms/server/commands.ts';
import { platformActions, platformMembers } from '#lib/platforms/server/tables.ts';
import { platformTexts } from '../platforms/index.ts';
import type { Action, Part, PlatformText } from '../platforms/types.ts';
import { at } from './days.ts';
import { randomFor, taken } from './random.ts';
import { act, look, madeOf, organisationOf, player, type Player, type Stage } from './stage.ts';

/** People with one purpose come together, divide the roles, act, and part when it is reached. */
export function tellOfPlatforms(stage: Stage): void {
	for (const text of platformTexts) tellOfPlatform(stage, text);
}

/** One of them; its issue and its session are found by their keys when it is called. */
type Called = Omit<PlatformText, 'issue'> & { issue: string };

export function tellOfPlatform(stage: Stage, text: Called): void {
	stage.timeline.begin(at(stage.days.officeAgo(text.calledAgo), '19:10'), () => tell(stage, text));
}

function playerOf(stage: Stage, { who }: Pick<Part, 'who'>): Player {
	return player(stage, who);
}

/** As the organisation, or as a person under a chosen name. */
function asWhom(stage: Stage, { who, displayName = '', roles = [], sharesOnly = false }: Part) {
	const isOrganisation = who.startsWith('org:');
	return {
		as: isOrganisation ? organisationOf(stage, who.slice(4)) : 'person',
		displayName: isOrganisation ? '' : displayName,
		roles: roles.join('\n'),
		...(sharesOnly && { sharesOnly: 'yes' }),
	};
}

async function tell(stage: Stage, text: Called): Promise<void> {
	const { timeline, days } = stage;
	const random = randomFor(`platform ${text.key}`);
	const caller = playerOf(stage, text.caller);
	const id = await call(stage, text);
	await timeline.until(at(days.officeAgo(text.calledAgo - 2), '19:30'));
	await act(stage, openCall, caller, { id });
	for (const part of text.joins) {
		await timeline.until(new Date(timeline.now().getTime() + random.between(18, 40) * 3_600_000));
		const { roles = [], sharesOnly = false } = part;
		await act(stage, acceptInvitation, playerOf(stage, part), {
			...{ id, member: await memberOf(stage, id, part.who), roles: roles.join('\n') },
			...(sharesOnly && { sharesOnly: 'yes' }),
		});
	}
	for (const organisation of text.declines ?? []) {
		await act(stage, declineInvitation, player(stage, `org:${organisation}`), {
			...{ id, member: await memberOf(stage, id, `org:${organisation}`) },
		});
	}
	tellWhatFollows(stage, text, id);
	if (text.activeAgo === undefined) return;
	await timeline.until(at(days.officeAgo(text.activeAgo), '20:00'));
	await act(stage, activatePlatform, caller, { id });
	if (text.question) await ask(stage, text, id);
	if (text.end) await part(stage, text, id);
}

async function call(stage: Stage, text: Called): Promise<string> {
	const { name, nameKana, purpose, successCondition, period, howToJoin } = text;
	const invited = [
		...text.joins.map(({ who }) => who.slice(4)),
		...(text.waits ?? []),
		...(text.declines ?? []),
	];
	const { id } = await act(stage, callPlatform, playerOf(stage, text.caller), {
		...{ name, nameKana, purpose, successCondition, period, howToJoin },
		neededRoles: text.neededRoles.join('\n'),
		...asWhom(stage, text.caller),
		issues: [madeOf(stage, `issue:${text.issue}`)],
		session: madeOf(stage, `session:${text.session}`),
		invite: invited.map((organisation) => organisationOf(stage, organisation)),
		seenExisting: 'yes',
	});
	stage.made.set(`platform:${text.key}`, id);
	return id;
}

/** What happens beside the main road: people who ask, tasks, notes on the progress, somebody who leaves. */
function tellWhatFollows(stage: Stage, text: Called, id: string): void {
	const { timeline, days } = stage;
	for (const asking of text.asks ?? []) {
		timeline.begin(at(days.officeAgo(asking.ago), '18:40'), async () => {
			await act(stage, askToJoin, playerOf(stage, asking), { id, ...asWhom(stage, asking) });
			if (!asking.welcomed) return;
			await timeline.until(new Date(timeline.now().getTime() + 20 * 3_600_000));
			await act(stage, admitMember, playerOf(stage, text.caller), {
				...{ id, member: await memberOf(stage, id, asking.who), welcome: 'yes' },
			});
		});
	}
	for (const action of text.actions) tellOfAction(stage, text, id, action);
	for (const {
		who,
		ago,
		stage: step,
		progress,
		tried = '',
		learned = '',
		next = '',
	} of text.entries) {
		timeline.begin(at(days.officeAgo(ago), '21:05'), async () => {
			await act(stage, addProgress, player(stage, who), {
				...{ id, member: await memberOf(stage, id, who), progress, tried, learned },
				...{ nextStep: next, stage: step },
			});
		});
	}
	const { leaves } = text;
	if (!leaves) return;
	timeline.begin(at(days.officeAgo(leaves.ago), '17:20'), async () => {
		const member = await memberOf(stage, id, leaves.who);
		const next = await memberOf(stage, id, leaves.to);
		const open = await openTasksOf(stage, id, member);
		const handed = Object.fromEntries(open.map((task) => [`to-${task}`, next]));
		await act(stage, leavePlatform, player(stage, leaves.who), { id, member, ...handed });
	});
}

function tellOfAction(stage: Stage, text: Called, id: string, action: Action): void {
	const { timeline, days } = stage;
	const { what, who, dueIn, remark = '', madeAgo, startedAgo, doneAgo } = action;
	const due = dueIn === undefined ? '' : days.ago(-dueIn);
	timeline.begin(at(days.officeAgo(madeAgo), '20:30'), async () => {
		const holder = who ? await memberOf(stage, id, who) : '';
		const { action: task } = await act(stage, addAction, playerOf(stage, text.caller), {
			id,
			what,
			holder,
			due,
			remark,
		});
		const holding = who ? player(stage, who) : playerOf(stage, text.caller);
		if (startedAgo === undefined) return;
		await timeline.until(at(days.officeAgo(startedAgo), '12:20'));
		await act(stage, moveAction, holding, { id, action: task, move: 'start', member: holder });
		if (doneAgo === undefined) return;
		await timeline.until(at(days.officeAgo(doneAgo), '17:45'));
		await act(stage, moveAction, holding, { id, action: task, move: 'finish', member: holder });
	});
}

/** One question to all members; everybody answers for itself. */
async function ask(stage: Stage, text: Called, id: string): Promise<void> {
	const { timeline, days } = stage;
	const { kind, ago, words, answers } = taken(text.question);
	await timeline.until(at(days.officeAgo(ago), '19:00'));
	const { question } = await act(stage, askMembers, playerOf(stage, text.caller), {
		id,
		kind,
		words,
	});
	for (const { who, benefit = '' } of answers) {
		await timeline.until(new Date(timeline.now().getTime() + 9 * 3_600_000));
		await act(stage, answerQuestion, player(stage, who), {
			...{ id, question, member: await memberOf(stage, id, who), agrees: 'yes', benefit },
		});
	}
}

/** 解散: reached, or honestly not; the archive, the thanks and the outcome are one act. */
async function part(stage: Stage, text: Called, id: string): Promise<void> {
	const { timeline, days } = stage;
	const end = taken(text.end);
	const { outcome, remains } = end;
	await timeline.until(at(days.officeAgo(end.ago), '18:15'));
	const dissolved = await act(
		stage,
		dissolvePlatform(stage.dataFolder),
		playerOf(stage, text.caller),
		{
			...{ id, reached: end.reached, thanks: end.thanks },
			...Object.fromEntries(
				remains.flatMap(({ words, destination }, index) => [
					[`remains${index + 1}`, words],
					[`destination${index + 1}`, destination],
				]),
			),
			resolved: end.resolves ? [madeOf(stage, `issue:${text.issue}`)] : [],
			...(outcome && {
				title: outcome.title,
				kind: outcome.kind,
				voices: outcome.voices,
				evidence: outcome.evidence,
			}),
			...(outcome?.number && {
				...{ numberValue: outcome.number.value, numberUnit: outcome.number.unit },
				numberMeaning: outcome.number.meaning,
			}),
		},
	);
	if (end.resolves) stage.made.set(`closed:issue:${text.issue}`, 'yes');
	if (!outcome || dissolved.outcome === null) return;
	stage.made.set(`outcome:${text.key}`, dissolved.outcome);
	await timeline.until(at(days.officeAgo(outcome.publishedAgo), '11:45'));
	await act(stage, publishOutcome, player(stage, 'secondEye'), { id: dissolved.outcome });
}

/** The membership of somebody, whichever state it is in. */
async function memberOf(stage: Stage, platformId: string, who: string): Promise<string> {
	const isOrganisation = who.startsWith('org:');
	const whose = isOrganisation
		? eq(platformMembers.organisationId, organisationOf(stage, who.slice(4)))
		: eq(platformMembers.personId, player(stage, who).actor.personId);
	const [row] = await look(stage, (tx) =>
		tx
			.select({ id: platformMembers.id })
			.from(platformMembers)
			.where(
				and(
					eq(platformMembers.operatorId, stage.operatorId),
					eq(platformMembers.platformId, platformId),
					whose,
				),
			),
	);
	if (!row) throw new Error(`${who} is no member`);
	return row.id;
}

async function openTasksOf(stage: Stage, platformId: string, member: string): Promise<string[]> {
	const rows = await look(stage, (tx) =>
		tx
			.select({ id: platformActions.id, state: platformActions.state })
			.from(platformActions)
			.where(
				and(
					eq(platformActions.operatorId, stage.operatorId),
					eq(platformActions.platformId, platformId),
					eq(platformActions.memberId, member),
				),
			),
	);
	return rows.filter(({ state }) => state === 'open' || state === 'doing').map(({ id }) => id);
}
