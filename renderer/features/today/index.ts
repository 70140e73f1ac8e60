export { NextTaskSaid } from './NextTaskSaid.tsx';
export { TodayScreen } from './TodayScreen.tsx';
export { useNextTask } from './use-next-task.ts';
export { SHOWN_LISTS } from './work-lists.ts';
