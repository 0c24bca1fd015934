import './no-eval.ts';
import { Bar } from '../features/bar/bar.tsx';
import { startPage } from './start-page.tsx';

startPage(<Bar />);
