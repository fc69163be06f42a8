import type { Circumstance, Household, Isolation, Tag, Urgency } from '#lib/concerns/vocabulary.ts';
import { slots } from '../concern-texts.ts';
import {
	closings,
	flourishes,
	identifyingRemarks,
	longWords,
	openings,
} from '../concern-details.ts';
import type { IssueKey } from '../issue-times.ts';
import type { ConcernPlan } from './concern-plan.ts';
import { taken, type Random } from './random.ts';

/** What is told, as it stands in the form. */
export type Words = {
	body: string;
	wish: string;
	deidentified: string;
	tags: Tag[];
	isolation: Isolation[];
	household: Household[];
	circumstances: Circumstance[];
	urgency: Urgency;
};

export function wordsOf(plan: ConcernPlan, random: Random): Words {
	const told = filled(plan.text.text, random);
	const body = [opening(plan, random), longOr(plan, told, random), plan.detail, extra(plan, random)]
		.filter(Boolean)
		.join('');
	return {
		body,
		wish: plan.text.wish ?? '',
		deidentified: `${plan.text.deidentified}${plan.detail}`,
		tags: tagsOf(plan, random),
		isolation: isolationOf(random),
		household: householdOf(plan.issue, random),
		circumstances: random.chance(0.25) ? [random.pick(circumstancesSeen)] : [],
		urgency: random.weighted([
			['normal', 80],
			['soon', 18],
			['urgent', 2],
		]),
	};
}

const circumstancesSeen: readonly Circumstance[] = [
	'cannot_come',
	'cannot_speak_up',
	'refuses_help',
	'at_the_limit',
];

function filled(text: string, random: Random): string {
	return text.replace(/\{(parent|neighbour|place|when)\}/g, (_, slot: keyof typeof slots) =>
		random.pick(slots[slot]),
	);
}

function opening({ text }: ConcernPlan, random: Random): string {
	// a child writes a few words and nothing around them
	return text.text.startsWith('がっこう') ? '' : random.pick(openings);
}

const longOnes: Partial<Record<IssueKey, number>> = {
	'condo-alone': 0,
	dementia: 0,
	'double-care': 1,
	'evening-carers': 1,
	disaster: 2,
	bearers: 2,
	'school-refusal': 3,
};

function longOr({ issue }: ConcernPlan, told: string, random: Random): string {
	const long = longOnes[issue];
	return long !== undefined && random.chance(0.14) ? taken(longWords[long]) : told;
}

/** Small marks of how people write, and now and then a word that must not leave the desk. */
function extra({ way }: ConcernPlan, random: Random): string {
	const parts = [
		random.chance(0.1) ? random.pick(identifyingRemarks) : '',
		way === 'fax' && random.chance(0.5) ? random.pick(flourishes.halfWidth) : '',
		way === 'web' && random.chance(0.35) ? random.pick(flourishes.pictures) : '',
		random.chance(0.05) ? random.pick(flourishes.readings) : '',
		random.pick(closings),
	];
	return parts.join('');
}

const further: readonly Tag[] = [
	'neighbours',
	'illness_disability',
	'poverty',
	'care',
	'work',
	'errands',
	'housing',
	'lonely_parenting',
	'food',
	'disaster',
	'other',
];

/** Troubles overlap: two or three tags are the rule. */
function tagsOf({ text }: ConcernPlan, random: Random): Tag[] {
	const wanted = random.weighted([
		[1, 14],
		[2, 48],
		[3, 30],
		[4, 8],
	]);
	const rest = further.filter((tag) => !text.tags.includes(tag));
	return [...text.tags, ...random.some(rest, Math.max(0, wanted - text.tags.length))];
}

const lonelyFrom: readonly Isolation[] = [
	'neighbours',
	'neighbours',
	'friends',
	'family',
	'services',
	'information',
	'work_school',
];

/** Seven of ten are cut off from somebody or something. */
function isolationOf(random: Random): Isolation[] {
	if (!random.chance(0.7)) return [];
	return [
		...new Set([random.pick(lonelyFrom), ...(random.chance(0.4) ? [random.pick(lonelyFrom)] : [])]),
	];
}

const households: Partial<Record<IssueKey, readonly Household[]>> = {
	'evening-children': ['school_child', 'single_parent'],
	'condo-alone': ['alone'],
	'hill-shopping': ['alone', 'elderly_only'],
	licence: ['elderly_only'],
	'double-care': ['infant', 'needs_care', 'three_generations'],
	'retired-men': ['elderly_only', 'alone'],
	'eighty-fifty': ['parent_and_adult_child'],
	'young-carer': ['school_child', 'needs_care'],
	'new-mothers': ['infant'],
	'foreign-roots': ['foreign_roots', 'school_child'],
	'food-poverty': ['single_parent', 'school_child'],
	dementia: ['elderly_only', 'needs_care'],
	'evening-carers': ['needs_care'],
	rubbish: ['alone', 'elderly_only'],
	'cluttered-home': ['alone'],
	disaster: ['disability', 'needs_care'],
	'evacuation-news': ['disability', 'foreign_roots'],
	smartphone: ['elderly_only'],
	'school-refusal': ['school_child'],
	'young-adults': ['youth'],
	deaf: ['disability'],
	pets: ['alone'],
	guardians: ['alone'],
};

function householdOf(issue: IssueKey, random: Random): Household[] {
	const known = households[issue] ?? [];
	return known.length > 0 && random.chance(0.75) ? random.some(known, random.between(1, 2)) : [];
}
