import { enterConcern, reportConcern } from '#lib/concerns/server/commands.ts';
import { abouts, type About, type AnonymousUse } from '#lib/concerns/vocabulary.ts';
import { addDays, dateInTokyo, timeInTokyo, type PlainDate } from '#lib/kernel/dates.ts';
import type { Actor } from '#lib/kernel/actor.ts';
import { movedNeighbourhood, neighbourhoods } from '../region.ts';
import { issueTexts } from '../issues.ts';
import type { ConcernPlan, Way } from './concern-plan.ts';
import type { Words } from './concern-words.ts';
import { at, nextOfficeDay } from './days.ts';
import { fileNameOf, scanOf, type ScanKind } from './papers.ts';
import { telephone } from './people.ts';
import type { Random } from './random.ts';
import {
	act,
	areaOf,
	contextOf,
	organisationOf,
	player,
	speaker,
	type Player,
	type Stage,
} from './stage.ts';

/** A concern that has come in. */
export type Arrived = {
	id: string;
	number: string;
	plan: ConcernPlan;
	words: Words;
	/** The 生活圏域, for whose コーディネーター it is; empty when nobody said. */
	area: string;
	areaId: string;
	/** Only the reporter has it. */
	secret: string;
	/** Who typed it; null when the reporter did. */
	typist: Player | null;
	anonymousUse: AnonymousUse;
	wantsAnswer: boolean;
	kind: 'notice' | 'need';
};

/** Takes a concern down in the way in which it came; undefined when somebody stopped half-way (まだ途中). */
export async function takeIn(
	stage: Stage,
	plan: ConcernPlan,
	words: Words,
	random: Random,
): Promise<Arrived | undefined> {
	const area = areaFor(plan, random);
	const facts = {
		...{ plan, words, area },
		areaId: area && areaOf(stage, random.chance(0.2) ? partOf(area, random) : area),
		secret: Buffer.from(random.bytes(32)).toString('base64url'),
		anonymousUse: consentFor(plan, random),
		wantsAnswer: random.chance(0.55),
		kind: plan.text.about === 'other' ? ('notice' as const) : ('need' as const),
	};
	const reporter = reporterOf(stage, plan, area, random);
	if (!reporter) return enter(stage, facts, random);
	// a daily area is what residents are asked about
	const told = {
		...facts,
		areaId: area && areaOf(stage, area),
		typist: null,
		// the form asks everybody
		anonymousUse: facts.anonymousUse === 'unasked' ? ('yes' as const) : facts.anonymousUse,
	};
	const { id, number } = await reportConcern(
		contextOf(stage, reporter.actor),
		{
			...formOf(stage, told, random),
			secret: told.secret,
			organisationId: reporter.organisationId,
		},
		`demo-${plan.number}`,
	);
	return { ...told, id, number };
}

type Facts = Omit<Arrived, 'id' | 'number' | 'typist'>;

async function enter(stage: Stage, facts: Facts, random: Random): Promise<Arrived | undefined> {
	const { plan } = facts;
	const typist = typistOf(stage, plan.way, facts.area, random);
	const received = await officeMoment(stage, plan, random);
	const isUnfinished = plan.fate === 'draft';
	const kind = scanKindFor(plan, random);
	const scan = kind && [
		{
			name: fileNameOf(kind, plan.way, received.date),
			content: scanOf(kind, {
				date: received.date,
				area: facts.area,
				body: facts.words.body,
				wish: facts.words.wish,
			}),
		},
	];
	const { id, number } = await act(stage, enterConcern(stage.dataFolder), typist, {
		...formOf(stage, facts, random),
		channel: plan.way,
		receivedDate: received.date,
		receivedTime: received.time,
		onBehalfOf: behalfOf(plan, facts.area),
		...(isUnfinished && { unfinished: 'yes' }),
		...(kind && {
			originalLocation: `書庫 棚${random.between(1, 4)}-${random.between(1, 9)}`,
			scan,
		}),
	});
	return number === null ? undefined : { ...facts, id, number, typist };
}

function formOf(
	stage: Stage,
	{ plan, words, areaId, anonymousUse, wantsAnswer, kind }: Facts,
	random: Random,
) {
	const isWeb = plan.way === 'web';
	return {
		...{ kind, areaId, anonymousUse },
		about: aboutOf(plan),
		tags: words.tags,
		isolation: words.isolation,
		household: words.household,
		circumstances: words.circumstances,
		body: words.body,
		wish: words.wish,
		noticedWhen: random.chance(0.3)
			? random.pick(['先月ごろ', '半年ほど前', '一年ほど前', 'きのう'])
			: '',
		// a resident who is in need of help at once is told to call 119 or 110; staff decide what is urgent
		urgency: isWeb && words.urgency === 'urgent' ? 'soon' : words.urgency,
		...(wantsAnswer
			? {
					contactWished: 'yes',
					contactName: isWeb ? '' : random.pick(['ご家族の方', 'ご本人', '近所の方', 'お電話の方']),
					contactTelephone: telephone(random.between(100, 999), random.between(0, 9_999)),
					contactWhen: random.pick(['平日の昼', '夕方', '土曜日の午前', 'いつでも']),
				}
			: { contactWished: 'no' }),
	};
}

function aboutOf({ text }: ConcernPlan): About {
	return abouts.find((about) => about === text.about) ?? 'other';
}

/** Of the areas of its issue, more often than not. */
function areaFor({ issue, number }: ConcernPlan, random: Random): string {
	const usual = issueTexts.find(({ key }) => key === issue)?.areas ?? [];
	if (usual.length > 0 && random.chance(0.66)) return random.pick(usual);
	return number % 9 === 0 ? '' : random.pick(neighbourhoods).daily;
}

function partOf(area: string, random: Random): string {
	const names = neighbourhoods.find(({ daily }) => daily === area)?.names ?? [];
	// 北浜西 is the name of a 町会 and of its district: that would be the district
	const parts = names
		.map(([name]) => name)
		.filter((name) => name !== area && name !== movedNeighbourhood.name);
	return parts.length > 0 ? random.pick(parts) : area;
}

function consentFor({ fate }: ConcernPlan, random: Random): AnonymousUse {
	if (fate === 'noConsent') return 'no';
	const isShared = fate === 'shared' || fate === 'answeredShared' || fate === 'referredShared';
	if (isShared || fate === 'waitsForSecondEye' || fate === 'returned' || fate === 'takenBack') {
		return random.chance(0.08) ? 'unasked' : 'yes';
	}
	return random.weighted<AnonymousUse>([
		['yes', 55],
		['unasked', 30],
		['no', 15],
	]);
}

type Reporter = { actor: Actor | Player; organisationId: string };

/** Who tells it without the office in between. */
function reporterOf(
	stage: Stage,
	plan: ConcernPlan,
	area: string,
	random: Random,
): Reporter | undefined {
	const of = (organisation: string) => ({
		actor: speaker(stage, organisation),
		organisationId: organisationOf(stage, organisation),
	});
	switch (plan.way) {
		case 'web':
			return { actor: namedReporter(stage, plan) ?? stage.anyone, organisationId: '' };
		case 'commissioner':
			return area && random.chance(0.5) ? of(`${area}地区民生委員児童委員協議会`) : undefined;
		case 'school':
			return of(random.pick(['蒼浜区立灯山小学校', '蒼浜区立水見中学校']));
		case 'partner':
			return of(
				random.pick(['NPO法人 みんなの台所', '髙﨑ひなた子ども食堂', 'NPO法人 埠頭ネット']),
			);
		default:
			return undefined;
	}
}

/** A few of the neighbours whom visitors can be: their own page shows what they told. */
function namedReporter(stage: Stage, { issue, number }: ConcernPlan): Player | undefined {
	const keys: Partial<Record<ConcernPlan['issue'], string>> = {
		'retired-men': 'haibara',
		'foreign-roots': 'ro',
		'double-care': 'saegusa',
	};
	const key = keys[issue];
	return key && number % 2 === 0 ? stage.players.get(key) : undefined;
}

function typistOf(stage: Stage, way: Way, area: string, random: Random): Player {
	const isOutside = way === 'visit' || way === 'session' || way === 'commissioner';
	if (isOutside && area) return coordinatorOf(stage, area);
	return player(stage, random.pick(['desk1', 'desk1', 'desk2', 'desk3']));
}

const coordinators: Readonly<Record<string, string>> = {
	北浜東: 'csw1',
	北浜西: 'csw2',
	本町: 'csw3',
	橋詰: 'csw4',
	灯山: 'csw5',
	松ヶ原台: 'csw6',
	水見: 'csw7',
	埠頭新町: 'csw8',
};

export function coordinatorOf(stage: Stage, area: string): Player {
	return player(stage, coordinators[area] ?? 'desk2');
}

/** When it reached the office. A FAX may have come in the night; it is typed the next morning. */
async function officeMoment(
	{ timeline }: Stage,
	{ way }: ConcernPlan,
	random: Random,
): Promise<{ date: PlainDate; time: string }> {
	const moment = timeline.now();
	const [date, time] = [dateInTokyo(moment), timeInTokyo(moment)];
	if (way !== 'fax' && way !== 'post') return { date, time };
	const morning = nextOfficeDay(addDays(date, 1));
	await timeline.until(at(morning, `09:${random.between(10, 55)}`));
	return { date, time };
}

function behalfOf({ way, text }: ConcernPlan, area: string): string {
	if (way === 'commissioner') return area ? `${area}地区の民生委員` : '民生委員';
	if (text.about === 'self') return 'ご本人';
	return text.about === 'family' ? 'ご家族' : '近くの方';
}

/** Every FAX and letter has its scan, and some forms that were filled in at the desk. */
function scanKindFor({ way, number, fate }: ConcernPlan, random: Random): ScanKind | undefined {
	if (way === 'fax') return 'pdf';
	if (way === 'post') return random.pick(['pdf', 'png', 'jpeg']);
	if (way === 'window' && number % 5 === 0 && fate !== 'draft')
		return random.pick(['png', 'pdf', 'jpeg']);
	return undefined;
}
