/** What other rooms and pages ask this room for. */
export {
	areasWithoutForum,
	forumCards,
	forumListing,
	listForumChoices,
	listForums,
	type ForumRow,
} from '../forums/server/queries.ts';
export { forumOrRefuse, type ForumInScope } from '../forums/server/visible.ts';
export {
	listComingSessions,
	listSessionChoices,
	listSessions,
	sessionCards,
	sessionListing,
	type SessionRow,
} from '../sessions/server/list.ts';
export { sessionOrRefuse, type SessionInScope } from '../sessions/server/visible.ts';
export {
	sessionPage,
	workPage,
	type AgendaItem,
	type Pillar,
	type SessionPage,
} from '../sessions/server/detail.ts';
export {
	attendanceOf,
	listOpenPoints,
	type Counted,
	type OpenPoint,
} from '../sessions/server/people.ts';
