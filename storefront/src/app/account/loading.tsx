import { Container, Loading, Skeleton } from "@/lib/ui"

const AccountLoading = () => (
  <Container className="py-10 sm:py-14">
    <Loading what="your account">
      <div className="grid gap-6">
        <Skeleton className="h-10 w-64" />
        <Skeleton className="h-12 w-1/2" />
        <Skeleton className="h-24" />
        <Skeleton className="h-24" />
      </div>
    </Loading>
  </Container>
)

export default AccountLoading
