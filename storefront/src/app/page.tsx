import { Container, PageHeading } from "@/lib/ui"

const HomePage = () => (
  <Container className="py-16">
    <PageHeading title="Atrium" />
  </Container>
)

export default HomePage
