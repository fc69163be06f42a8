import {
	answerConcern,
	assignConcern,
	enterConcern,
	publishDeidentified,
	reportConcern,
	triageConcern,
	writeDeidentified,
} from '#lib/concerns/server/commands.ts';
import { findingsIn } from '#lib/concerns/deidentified.ts';
import { launchForum, prepareForum, startCourse } from '#lib/gatherings/forums/server/commands.ts';
import { announceSession } from '#lib/gatherings/sessions/server/commands.ts';
import { makeIssue, moveIssue } from '#lib/issues/server/commands.ts';
import { addDays, dateInTokyo } from '#lib/kernel/dates.ts';
import type { SmallCouncil } from '../others.ts';
import { prepareHall } from './boards.ts';
import { partition } from './areas.ts';
import { at, nextOfficeDay } from './days.ts';
import { importList, learnDirectory } from './directory.ts';
import { openForum } from './forum-open.ts';
import { tellOfOutcome } from './outcomes.ts';
import { give, register, represent } from './people.ts';
import { tellOfPlatform } from './platforms.ts';
import { randomFor } from './random.ts';
import { hold, planned, takeNames } from './sessions.ts';
import { act, areaOf, contextOf, player, type Stage } from './stage.ts';

/** A small council: its people, what they were told, what they talk about and what they do together. */
export async function tellOfSmallCouncil(stage: Stage, council: SmallCouncil): Promise<void> {
	const areas = await partition(stage, council.partition, council.areas, true);
	for (const [name, id] of areas) stage.areas.set(name, id);
	for (const { key, name, kana, role, area } of council.people.filter(
		({ speaksFor }) => !speaksFor,
	)) {
		const by = stage.players.get('office') ?? null;
		const one = await register(stage, { key, name, kana, tie: 'works' }, by);
		if (role)
			await give(stage, one, role, {
				...(area && { areaId: areaOf(stage, area) }),
				...(by && { by }),
			});
	}
	const office = player(stage, 'office');
	await importList(stage, 'organisations', council.organisations, office);
	await learnDirectory(stage);
	if (council.places) await importList(stage, 'places', council.places, office);
	for (const { key, name, kana, speaksFor } of council.people) {
		if (!speaksFor) continue;
		const one = await register(stage, { key, name, kana, tie: 'works' }, office);
		await represent(stage, one, speaksFor, office);
	}
	tellOfVoices(stage, council);
	tellOfIssues(stage, council);
	tellOfMeetings(stage, council);
	tellOfPlatform(stage, council.platform);
	if (council.outcome) tellOfOutcome(stage, council.outcome);
}

function tellOfVoices(stage: Stage, { voices, untouched }: SmallCouncil): void {
	const { timeline, days } = stage;
	for (const [index, voice] of voices.entries()) {
		timeline.begin(at(days.officeAgo(voice.ago), `1${index % 6}:20`), async () => {
			const coordinator = player(stage, 'office');
			const areaId = areaOf(stage, voice.area);
			const { id } = await act(stage, enterConcern(stage.dataFolder), coordinator, {
				...{
					channel: index % 2 === 0 ? 'phone' : 'window',
					kind: 'need',
					about: 'self',
					anonymousUse: 'yes',
					contactWished: 'no',
				},
				...{
					areaId,
					tags: [...voice.tags],
					body: voice.body,
					receivedDate: dateInTokyo(timeline.now()),
				},
			});
			await timeline.until(new Date(timeline.now().getTime() + 26 * 3_600_000));
			await act(stage, triageConcern, coordinator, {
				id,
				urgency: 'normal',
				privacy: 'P4',
				areaId,
				tags: [...voice.tags],
			});
			await act(stage, assignConcern, coordinator, { id, holderId: coordinator.actor.personId });
			const text = voice.deidentified;
			await act(stage, writeDeidentified, coordinator, {
				...{ id, version: '0', text },
				confirmed: findingsIn(text).map((finding) => finding.text),
			});
			await timeline.until(new Date(timeline.now().getTime() + 22 * 3_600_000));
			await act(stage, publishDeidentified, player(stage, 'secondEye'), { id, version: '1' });
			stage.voices.set(voice.issue, [...(stage.voices.get(voice.issue) ?? []), id]);
			if (voice.reply) await act(stage, answerConcern, coordinator, { id, reply: voice.reply });
		});
	}
	const random = randomFor(`secrets ${stage.name}`);
	for (const [index, { area, body }] of untouched.entries()) {
		timeline.begin(new Date(days.end.getTime() - (index + 1) * 70 * 60_000), async () => {
			await reportConcern(
				contextOf(stage, stage.anyone),
				{
					...{
						body,
						kind: 'need',
						about: 'other',
						anonymousUse: 'yes',
						contactWished: 'no',
						areaId: area && areaOf(stage, area),
					},
					secret: Buffer.from(random.bytes(32)).toString('base64url'),
				},
				`demo-${index}`,
			);
		});
	}
}

function tellOfIssues(stage: Stage, { issues }: SmallCouncil): void {
	const { timeline, days } = stage;
	for (const { key, areas, ago, shared, ...text } of issues) {
		timeline.begin(at(days.officeAgo(ago), '14:45'), async () => {
			const { id } = await act(stage, makeIssue, player(stage, 'office'), {
				...text,
				areas: areas.map((name) => areaOf(stage, name)),
				concerns: stage.voices.get(key) ?? [],
			});
			stage.made.set(`issue:${key}`, id);
			if (!shared) return;
			await timeline.until(at(days.officeAgo(ago - 4), '10:50'));
			await act(stage, moveIssue, player(stage, 'secondEye'), { id, act: 'share', checked: 'yes' });
		});
	}
}

function tellOfMeetings(stage: Stage, council: SmallCouncil): void {
	const { timeline, days } = stage;
	const { forum, sessions } = council;
	const manager = player(stage, 'office');
	timeline.begin(at(days.officeAgo(forum.launchedAgo), '09:50'), async () => {
		const id = await openForum(
			stage,
			{ ...forum, interests: '', facilitator: 'facilitator' },
			manager,
			['theme', 'targets', 'facilitator'],
		);
		await act(stage, startCourse, manager, { id, seenExisting: 'yes' });
		await act(stage, prepareForum, manager, { id, reason: forum.prepareReason });
		await act(stage, launchForum, manager, { id, launchedOn: dateInTokyo(timeline.now()) });
	});
	for (const { content, ago, ...session } of sessions) {
		const date = ago > 0 ? days.officeAgo(ago) : nextOfficeDay(addDays(days.today, -ago));
		const begins =
			ago > 0 ? at(nextOfficeDay(addDays(date, -28)), '11:00') : at(days.officeAgo(14), '11:00');
		timeline.begin(begins, async () => {
			const plan = {
				...session,
				ago,
				starts: '14:00',
				ends: '16:00',
				areas: [],
				capacity: 50,
				contact: council.contact,
			};
			const gathering = await planned(
				stage,
				{ ...plan, ...(content && { content }) },
				date,
				manager,
				forum.key,
			);
			if (content) return hold(stage, gathering, content);
			await act(stage, announceSession, manager, { id: gathering.id, withRegistration: 'yes' });
			await prepareHall(stage, gathering.id, manager);
			await takeNames(stage, gathering, 7, randomFor(`coming ${session.key}`));
		});
	}
}
