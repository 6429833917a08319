#!/usr/bin/env python3
"""A stand-in for the command of the LMS: notes what it is asked. The states are other ones until they are populated."""
import json
import os
import sys

with open('commands', 'a') as notes:
    notes.write(json.dumps(sys.argv[1:]) + '\n')
if sys.argv[2] == 'shell' and 'RetirementState' in sys.argv[-1]:
    compile(sys.argv[-1], 'shell', 'exec')
    sys.exit(0 if os.path.exists('populated') else 1)
if sys.argv[2] == 'populate_retirement_states':
    open('populated', 'w').close()
