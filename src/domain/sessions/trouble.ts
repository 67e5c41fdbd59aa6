/** What can be wrong with a number of ours. */
export type SessionTroubleKind =
  | 'down'
  | 'logged_out'
  | 'replaced'
  | 'banned'
  | 'restricted'
  | 'capped'
  | 'slow_down'
  | 'bad_keys'
