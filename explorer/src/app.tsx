import { Explorer } from './explorer.tsx';
import { Header } from './header.tsx';
import { HubProvider } from './hub/hub-provider.tsx';

export function App() {
  return (
    <HubProvider>
      <Header />
      <main className="hub-main">
        <Explorer />
      </main>
    </HubProvider>
  );
}
