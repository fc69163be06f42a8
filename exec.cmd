@rem Windows has no exec. Elsewhere "npm start" uses it so that signals reach the program, not a shell.
@%*
