import type { Destination, QuestionKind, Stage } from '#lib/platforms/rules.ts';
import type { IssueKey } from '../issue-times.ts';

/** Who takes part: `org:` and a name of the directory, or the key of a person under a chosen name. */
export type Part = {
	who: string;
	displayName?: string;
	roles?: readonly string[];
	/** Instead of a role: 情報共有のみ */
	sharesOnly?: boolean;
};

export type Action = {
	what: string;
	who: string;
	/** Days from today. */
	dueIn?: number;
	remark?: string;
	madeAgo: number;
	startedAgo?: number;
	doneAgo?: number;
};

export type Entry = {
	who: string;
	ago: number;
	stage: Stage;
	progress: string;
	tried?: string;
	learned?: string;
	next?: string;
};

export type Question = {
	kind: QuestionKind;
	ago: number;
	words: string;
	/** What each of the others answers, with what it gained (相利); those left out have not answered yet. */
	answers: readonly { who: string; benefit?: string }[];
};

export type End = {
	ago: number;
	reached: string;
	thanks: string;
	remains: readonly { words: string; destination: Destination }[];
	resolves: boolean;
	outcome?: {
		title: string;
		kind: 'mechanism' | 'connection' | 'life' | 'institution' | 'other';
		voices: string;
		evidence: string;
		number?: { value: string; unit: string; meaning: string };
		publishedAgo: number;
	};
};

/** プラットフォームよびかけ書 (F-17) and what came of it. */
export type PlatformText = {
	key: string;
	name: string;
	nameKana: string;
	issue: IssueKey;
	/** Out of which session it was called. */
	session: string;
	purpose: string;
	successCondition: string;
	period: string;
	neededRoles: readonly string[];
	howToJoin: string;
	calledAgo: number;
	/** Missing while people are still gathering. */
	activeAgo?: number;
	caller: Part;
	/** Invited and came; each by its own act. */
	joins: readonly Part[];
	/** Invited; has not answered. */
	waits?: readonly string[];
	declines?: readonly string[];
	/** Asked by themselves. `welcomed` is false while nobody has answered them. */
	asks?: readonly (Part & { ago: number; welcomed: boolean })[];
	/** Left, and handed their tasks to somebody. */
	leaves?: { who: string; ago: number; to: string };
	actions: readonly Action[];
	entries: readonly Entry[];
	question?: Question;
	end?: End;
};
