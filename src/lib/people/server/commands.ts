/** Changes about persons: what the office and the persons themselves do. Signing in is in sign-in.ts. */
export {
	editOwnParticulars,
	editPerson,
	invitePerson,
	joinAs,
	leavePerson,
	registerPerson,
} from './commands/particulars.ts';
export { confirmRepresentation, endRepresentation, endRole, grantRole } from './commands/roles.ts';
export { clearSecondFactor, issueCard, unlinkLogin } from './commands/logins.ts';
export { createDemoLogin } from './demo.ts';
export { foundCouncil } from './setup.ts';
