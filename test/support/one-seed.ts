import fc from 'fast-check';

// CI says what a change did, not what luck found: there all properties draw from one seed. Elsewhere each run draws anew.
if (process.env['CI'] === 'true') fc.configureGlobal({ seed: 20_260_901 });
