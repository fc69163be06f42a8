import type { BenefitKind } from '../benefits/sheet.ts';
import type { Twig } from '../causes/rules.ts';
import type { GapStanding } from '../functions/rules.ts';
import type { CourseOutput } from '../gatherings/forums/rules.ts';
import type { CameOut } from '../gatherings/sessions/server/came-out.ts';
import type { IssueTheme } from '../issues/rules.ts';
import type { MaskedCount } from '../kernel/masked-count.ts';

/** An area as the council knows it; null where nobody has written the number. */
export type Figures = {
	name: string;
	households: number | null;
	population: number | null;
	/** Of the directory. */
	organisations: number;
	places: number;
};

/** What is recorded, put together for a 現状把握シート; nothing in it was written for the sheet. */
export type StateSheet = {
	title: string;
	/** Its reader runs the forum, or is of the staff: what is not public yet is in it. */
	works: boolean;
	/** Everybody sees what it is about. */
	isPublic: boolean;
	forum: {
		areas: string[];
		theme: string;
		purpose: string;
		launchedOn: string | null;
		/** Why the forum went on although steps had left nothing; '' where they had. */
		preparedWithout: string;
		missing: CourseOutput[];
	} | null;
	issue: {
		areas: string[];
		theme: IssueTheme;
		description: string;
		wall: string;
		voices: MaskedCount;
		attempts: { who: string; what: string; triedWhen: string; result: string }[];
		workers: { name: string; what: string }[];
	} | null;
	areas: Figures[];
	issues: { id: string; title: string }[];
	cameOut: CameOut;
	trees: { question: string; twigs: Twig[] }[];
	tables: {
		title: string;
		tableNumber: number;
		activity: string;
		rows: {
			party: string;
			hasLeft: boolean;
			trouble: string;
			purpose: string;
			activity: string;
			role: string;
			benefits: { kind: BenefitKind; text: string }[];
		}[];
	}[];
	gaps: {
		functionName: string;
		areaName: string | null;
		standing: GapStanding;
		text: string;
		sessionId: string | null;
	}[];
};
