export {
	activatePlatform,
	callOffPlatform,
	callPlatform,
	callWithin,
	correctCall,
	issuesOf,
	openCall,
} from './commands/call.ts';
export {
	acceptInvitation,
	admitMember,
	askToJoin,
	declineInvitation,
	inviteOrganisation,
	nameRoles,
	takeConvenor,
} from './commands/join.ts';
export {
	addAction,
	addFirstActions,
	addProgress,
	changeAction,
	hideEntry,
	moveAction,
} from './commands/act.ts';
export {
	answerQuestion,
	askMembers,
	sayBenefit,
	settleQuestion,
	withdrawQuestion,
} from './commands/decide.ts';
export { leavePlatform } from './commands/leave.ts';
export { dissolveWithin, type Dissolved, type DissolveReport } from './commands/dissolve.ts';
