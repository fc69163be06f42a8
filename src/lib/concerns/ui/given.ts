import type { Concern } from '../server/queries.ts';

/** What a form starts with: a draft, or nothing. */
export type Given = Pick<
	Concern,
	| 'about'
	| 'kind'
	| 'body'
	| 'wish'
	| 'areaId'
	| 'noticedWhen'
	| 'urgency'
	| 'tags'
	| 'isolation'
	| 'household'
	| 'circumstances'
	| 'ageBand'
	| 'contactName'
	| 'contactTelephone'
	| 'contactEmail'
	| 'contactWhen'
	| 'mayBeNamed'
>;
