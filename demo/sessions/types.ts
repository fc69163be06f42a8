import type { ActorGroup } from '#lib/organisations/rules.ts';
import type { Consent } from '#lib/gatherings/sessions/photos.ts';
import type { ResultKind, SessionKind } from '#lib/gatherings/sessions/rules.ts';
import type { Part } from '#lib/preparations/rules.ts';
import type { DailyAreaName } from '../region.ts';

/** What people of one position said, under the name that the table gave it. */
export type Said = { name: string; by: ActorGroup | null; opinions: readonly string[] };

export type Pillar = {
	/** The question; left out where the template of the course asks it. */
	question?: string;
	summary: string;
	said: readonly Said[];
};

export type Decision = {
	text: string;
	whoDoes: string;
	byWhen: string;
	organisations?: readonly string[];
	positions?: readonly ActorGroup[];
};

/** What a session left behind, written down afterwards. */
export type Content = {
	headcount: number;
	observers?: number;
	pillars: readonly Pillar[];
	results?: readonly { kind: ResultKind; by?: ActorGroup; lines: readonly string[] }[];
	decisions?: readonly Decision[];
	report: string;
	nextTime?: string;
	/** Drawn: how many people are in it, what is said of it, whether they have agreed. */
	photos?: readonly { people: number; alt: string; consent: Consent }[];
	/** お便り went out after the report was published. */
	isToldAfterwards?: true;
};

/** A session as it was planned. */
export type Plan = {
	key: string;
	kind: Exclude<SessionKind, 'course'>;
	title: string;
	theme: string;
	lead: string;
	/** Days before today; negative for what is still to come. */
	ago: number;
	starts: string;
	ends: string;
	place: string;
	address: string;
	access?: string;
	areas: readonly DailyAreaName[];
	issue?: string;
	/** Of another council than 蒼浜区社協. */
	contact?: string;
	lecturer?: { name: string; honorific: string; affiliation: string };
	capacity?: number;
	materials?: string;
};

/** What a 勉強会 left on the 学びの棚. */
export type Study = {
	materials: readonly {
		title: string;
		titleKana: string;
		source: string;
		text: string;
		/** With a sheet of paper, as it was handed out. */
		hasSheet?: boolean;
	}[];
	questions: readonly { text: string; answer?: string; answerer?: string }[];
};

export type SingleSession = Plan & { content: Content; study?: Study };

/** An organisation that was asked for its 準備シート, and what it told. */
export type AskedSheet = {
	organisation: string;
	/** `shown`: what the organisation agreed to show; everything where it is not said. */
	answer?: {
		whatWeDo: string;
		troubles: string;
		wishes: string;
		byTelephone?: boolean;
		shown?: readonly Part[];
	};
};
