import { and, asc, eq, inArray, sum } from 'drizzle-orm';
import { attendances, pillars, signups } from '#lib/gatherings/server/tables.ts';
import type { Way } from '#lib/gatherings/sessions/rules.ts';
import {
	addAttendance,
	addDecision,
	addPhoto,
	addResults,
	announceSession,
	appointSessionFacilitator,
	approveReport,
	closeSession,
	countHeads,
	enterSignUp,
	offerOpinions,
	openSession,
	planSession,
	publishReport,
	setPillars,
	signUp,
	tickAttendance,
	tieSessionToIssue,
	writePillar,
	writeReport,
} from '#lib/gatherings/sessions/server/commands.ts';
import { sendDigest } from '#lib/digests/server/commands.ts';
import { addDays, dateInTokyo, type PlainDate } from '#lib/kernel/dates.ts';
import type { ActorGroup } from '#lib/organisations/rules.ts';
import { familyNames, givenNames } from '../region.ts';
import type { Content, Plan, SingleSession } from '../sessions/types.ts';
import { coordinatorOf } from './concern-arrival.ts';
import { at, nextOfficeDay, officeDaysAfter } from './days.ts';
import { telephone } from './people.ts';
import { photoOfHall } from './photo.ts';
import { randomFor, taken, type Random } from './random.ts';
import { keepStudy } from './studies.ts';
import {
	act,
	areaOf,
	contextOf,
	endow,
	look,
	madeOf,
	organisationOf,
	player,
	type Player,
	type Stage,
} from './stage.ts';

/** A session that stands in the calendar, and who takes care of it. */
export type Gathering = {
	id: string;
	key: string;
	date: PlainDate;
	starts: string;
	/** Who plans, announces and approves. */
	manager: Player;
	/** Who leads it and writes down what came out. */
	facilitator: Player;
	capacity?: number;
	isClosed?: boolean;
};

/** From the plan to the published report, as far as time allows. */
export function tellOfSession(stage: Stage, single: SingleSession, forumKey?: string): void {
	const day = stage.days.officeAgo(single.ago);
	const manager = managerOf(stage, single);
	stage.timeline.begin(at(nextOfficeDay(addDays(day, -24)), '10:15'), async () => {
		const gathering = await planned(stage, single, day, manager, forumKey);
		await stage.timeline.until(at(nextOfficeDay(addDays(day, -19)), '09:30'));
		await hold(stage, gathering, single.content);
		if (single.study) await keepStudy(stage, gathering, single.study);
	});
}

export function managerOf(stage: Stage, { areas }: Pick<Plan, 'areas'>): Player {
	const [area] = areas;
	return area ? coordinatorOf(stage, area) : player(stage, 'office');
}

/** Puts a session into the calendar with its questions. */
export async function planned(
	stage: Stage,
	plan: Plan & { content?: Content; questions?: readonly string[] },
	when: PlainDate | string,
	manager: Player,
	forumKey?: string,
): Promise<Gathering> {
	const {
		title,
		theme,
		lead,
		kind,
		starts,
		ends,
		place,
		address,
		access = '',
		materials = '',
		lecturer,
		capacity,
	} = plan;
	const { id } = await act(stage, planSession, manager, {
		...{ title, theme, lead, kind, when, materials },
		...{
			startsAt: starts,
			endsAt: ends,
			placeName: place,
			placeAddress: address,
			placeAccess: access,
		},
		areas: plan.areas.map((name) => areaOf(stage, name)),
		audience: kind === 'caseStudy' ? 'invited' : 'public',
		ways: kind === 'caseStudy' ? ['hall'] : ['hall', 'online', 'paper'],
		capacity: capacity ? String(capacity) : '',
		contact: plan.contact ?? '蒼浜区社協 03-0111-2601',
		...(lecturer && {
			...{ lecturerName: lecturer.name, lecturerHonorific: lecturer.honorific },
			lecturerAffiliation: lecturer.affiliation,
		}),
		forumId: forumKey ? madeOf(stage, `forum:${forumKey}`) : '',
		issueId: plan.issue ? madeOf(stage, `issue:${plan.issue}`) : '',
	});
	stage.made.set(`session:${plan.key}`, id);
	const questions =
		plan.questions ?? plan.content?.pillars.map(({ question }) => question ?? '') ?? [];
	await ask(stage, id, questions, manager);
	const facilitator = forumKey
		? player(stage, madeOf(stage, `facilitator:${forumKey}`))
		: await facilitate(stage, id, manager, plan.key);
	return {
		...{ id, key: plan.key, date: when, starts, manager, facilitator },
		...(capacity && { capacity }),
		...(kind === 'caseStudy' && { isClosed: true }),
	};
}

export async function ask(
	stage: Stage,
	id: string,
	questions: readonly string[],
	by: Player,
): Promise<void> {
	const asked = questions.filter(Boolean);
	if (asked.length === 0) return;
	await act(stage, setPillars, by, {
		id,
		place: asked.map((_, index) => String(index + 1)),
		pillarId: asked.map(() => ''),
		question: [...asked],
	});
}

async function facilitate(stage: Stage, id: string, manager: Player, key: string): Promise<Player> {
	const facilitator = player(
		stage,
		randomFor(`facilitator ${key}`).pick(['facilitator', 'facilitator5', 'facilitator4']),
	);
	await act(stage, appointSessionFacilitator, manager, {
		id,
		personId: facilitator.actor.personId,
	});
	endow(facilitator, [{ role: 'facilitator', scopeKind: 'session', scopeId: id }]);
	return facilitator;
}

/** A session of the course or of a month is about an issue. */
export async function tieIssue(
	stage: Stage,
	id: string,
	issue: string | undefined,
	by: Player,
): Promise<void> {
	if (issue)
		await act(stage, tieSessionToIssue, by, { id, issueId: madeOf(stage, `issue:${issue}`) });
}

/** Announced, held, written down, read by a second person, published. */
export async function hold(stage: Stage, gathering: Gathering, content: Content): Promise<void> {
	const { id, date, starts, manager, facilitator, key } = gathering;
	const { timeline } = stage;
	const random = randomFor(`session ${key}`);
	await act(stage, announceSession, manager, { id, withRegistration: 'yes' });
	await takeNames(stage, gathering, Math.round(content.headcount * 0.4), random);
	await timeline.until(at(date, starts));
	await act(stage, openSession, facilitator, { id });
	await countThose(stage, gathering, content, random);
	await timeline.until(new Date(at(date, starts).getTime() + 100 * 60_000));
	await writeDown(stage, gathering, content);
	await act(stage, closeSession, facilitator, { id });
	await timeline.until(at(nextOfficeDay(addDays(date, 2)), '20:10'));
	await act(stage, writeReport, facilitator, {
		id,
		report: content.report,
		nextTime: content.nextTime ?? '',
	});
	for (const { people, alt, consent } of content.photos ?? [])
		await act(stage, addPhoto(stage.dataFolder), facilitator, {
			...{ id, alt, consent },
			photo: [{ name: '会場.jpg', content: photoOfHall(people) }],
		});
	await timeline.until(at(officeDaysAfter(addDays(date, 3), 1), '10:30'));
	await act(stage, approveReport, manager, { id });
	if (gathering.isClosed) return;
	await timeline.until(at(officeDaysAfter(addDays(date, 4), 2), '14:00'));
	await act(stage, publishReport, manager, { id });
	if (!content.isToldAfterwards) return;
	const secret = Buffer.from(randomFor(`digest ${key}`).bytes(32)).toString('base64url');
	await act(stage, sendDigest('http://localhost'), manager, { id, secret });
}

const positions: readonly (readonly [ActorGroup, number])[] = [
	['residents', 50],
	['civicGroup', 22],
	['company', 8],
	['welfareCorporation', 8],
	['expert', 6],
	['school', 6],
];

/** Names on the list: most by telephone and the web, some on paper. */
export async function takeNames(
	stage: Stage,
	{ id, date, manager, isClosed }: Pick<Gathering, 'id' | 'date' | 'manager' | 'isClosed'>,
	count: number,
	random: Random,
): Promise<void> {
	if (isClosed) return;
	const { timeline } = stage;
	for (let index = 0; index < count; index += 1) {
		if (index % 4 === 0) await timeline.until(soonBefore(timeline.now(), date, random));
		const name = `${random.pick(familyNames)[0]} ${random.pick(givenNames)[0]}`;
		const wish = {
			...{
				id,
				name,
				actorGroup: random.weighted(positions),
				people: random.chance(0.1) ? '2' : '1',
			},
			way: random.weighted<Way>([
				['hall', 92],
				['online', 8],
			]),
			needs: random.chance(0.12)
				? [random.pick(['sign', 'wheelchair', 'childcare', 'largePrint'])]
				: [],
			telephone: telephone(random.between(100, 999), random.between(0, 9_999)),
		};
		if (random.chance(0.45)) {
			await signUp(contextOf(stage, stage.anyone), { ...wish, origin: `demo-${id}-${index}` });
		} else {
			const channel = random.weighted([
				['phone', 60],
				['desk', 25],
				['fax', 15],
			]);
			await act(stage, enterSignUp, manager, { ...wish, channel });
		}
	}
}

/** The next days, but before the day itself. */
function soonBefore(now: Date, date: PlainDate, random: Random): Date {
	const today = dateInTokyo(now);
	const later = nextOfficeDay(addDays(today, random.between(1, 3)));
	return later < date ? at(later, `1${random.between(0, 6)}:${random.between(10, 59)}`) : now;
}

/** Who came: those who had put their names down, people of organisations, and the others by their position. */
async function countThose(
	stage: Stage,
	{ id, facilitator }: Gathering,
	content: Content,
	random: Random,
): Promise<void> {
	const { operatorId } = stage;
	const { headcount, observers } = content;
	const names = await look(stage, (tx) =>
		tx
			.select({ id: signups.id })
			.from(signups)
			.where(
				and(
					eq(signups.operatorId, operatorId),
					eq(signups.sessionId, id),
					inArray(signups.state, ['confirmed']),
				),
			)
			.orderBy(asc(signups.madeAt), asc(signups.id)),
	);
	const came = names
		.filter(() => random.chance(0.85))
		.slice(0, Math.max(1, Math.floor(headcount / 2)));
	if (came.length > 0)
		await act(stage, tickAttendance, facilitator, { id, signUpIds: came.map((name) => name.id) });
	let missing = headcount - (await attended(stage, id));
	for (const organisation of organisationsIn(content).slice(0, Math.max(0, missing))) {
		const speaker = stage.players.get(`org:${organisation}`);
		await act(stage, addAttendance, facilitator, {
			...{ id, organisationId: organisationOf(stage, organisation), people: '1' },
			...(speaker ? { personId: speaker.actor.personId } : { name: '' }),
			actorGroup: stage.positions.get(organisation) ?? 'civicGroup',
		});
	}
	missing = headcount - (await attended(stage, id));
	for (const [actorGroup, people] of spread(missing, content)) {
		await act(stage, addAttendance, facilitator, { id, actorGroup, people: String(people) });
	}
	await act(stage, countHeads, facilitator, {
		...{ id, headcount: String(headcount) },
		observers: observers ? String(observers) : '',
	});
}

async function attended(stage: Stage, sessionId: string): Promise<number> {
	const [row] = await look(stage, (tx) =>
		tx
			.select({ people: sum(attendances.people).mapWith(Number) })
			.from(attendances)
			.where(
				and(eq(attendances.operatorId, stage.operatorId), eq(attendances.sessionId, sessionId)),
			),
	);
	return row?.people ?? 0;
}

function organisationsIn(content: Content): string[] {
	return [...new Set((content.decisions ?? []).flatMap(({ organisations = [] }) => organisations))];
}

/** At least three of each position that spoke, so that what they said can carry it (DOMAIN I-12). */
function spread(people: number, content: Content): [ActorGroup, number][] {
	if (people <= 0) return [];
	const spoke = content.pillars.flatMap(({ said }) => said.flatMap(({ by }) => (by ? [by] : [])));
	const groups = [...new Set<ActorGroup>([...spoke, 'residents'])];
	const parts = new Map<ActorGroup, number>();
	for (let index = 0; index < people; index += 1) {
		const group = taken(
			groups[index < groups.length * 3 ? index % groups.length : groups.length - 1],
		);
		parts.set(group, (parts.get(group) ?? 0) + 1);
	}
	return [...parts];
}

/** What was said under each question, what came out, what was decided. */
async function writeDown(
	stage: Stage,
	{ id, facilitator, isClosed }: Gathering,
	content: Content,
): Promise<void> {
	const checked = isClosed ? { checked: 'yes' } : {};
	const asked = await look(stage, (tx) =>
		tx
			.select({ id: pillars.id })
			.from(pillars)
			.where(and(eq(pillars.operatorId, stage.operatorId), eq(pillars.sessionId, id)))
			.orderBy(asc(pillars.position)),
	);
	for (const [index, { summary, said }] of content.pillars.entries()) {
		const pillarId = taken(asked[index]).id;
		for (const { name, by, opinions } of said) {
			await act(stage, writePillar, facilitator, {
				...{ id, pillarId, summary, groupName: name, actorGroup: by ?? '', ...checked },
				opinions: opinions.join('\n'),
			});
		}
	}
	for (const { kind, by, lines } of content.results ?? []) {
		await act(stage, addResults, facilitator, {
			id,
			kind,
			actorGroup: by ?? '',
			results: lines.join('\n'),
			...checked,
		});
	}
	for (const { organisations = [], positions: groups = [], ...decision } of content.decisions ??
		[]) {
		await act(stage, addDecision, facilitator, {
			...{ id, ...decision, isPublic: 'yes', actorGroups: [...groups] },
			organisationIds: organisations.map((name) => organisationOf(stage, name)),
		});
	}
}

/** Opinions that were sent in before the day, without a name. */
export async function sendIn(stage: Stage, id: string, opinions: readonly string[]): Promise<void> {
	const [first] = await look(stage, (tx) =>
		tx
			.select({ id: pillars.id })
			.from(pillars)
			.where(and(eq(pillars.operatorId, stage.operatorId), eq(pillars.sessionId, id)))
			.orderBy(asc(pillars.position))
			.limit(1),
	);
	for (const [index, text] of opinions.entries()) {
		await offerOpinions(contextOf(stage, stage.anyone), {
			...{ id, pillarId: taken(first).id, opinions: text, actorGroup: 'residents' },
			origin: `demo-${id}-offer-${index}`,
		});
	}
}
